// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-linuxkpi
#include "linuxkpi.h"

// linux/atomic.h, linux/refcount.h
int refcount_dec_and_test(), atomic_dec_and_test(), atomic64_dec_and_test(),
    atomic_dec_return(), atomic64_dec_return();
UNDER(if (sc->ready) msleep(1)) // expect: sleep-under-lock
UNDER(if (refcount_dec_and_test(&sc->ready)) msleep(1))
UNDER(if (atomic_dec_and_test(&sc->ready)) msleep(1))
UNDER(if (atomic64_dec_and_test(&sc->ready)) msleep(1))
UNDER(if (atomic_dec_return(&sc->ready) == 0) msleep(1))
UNDER(if (atomic64_dec_return(&sc->ready) == 0) msleep(1))
