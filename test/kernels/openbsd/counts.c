// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

// refcnt_init(9), atomic_dec_int(9)
int refcnt_rele(), refcount_dec_and_test(), atomic_dec_and_test(), atomic64_dec_and_test(),
    atomic_dec_int_nv(), atomic_dec_long_nv(), refcnt_finalize();
UNDER(if (sc->ready) refcnt_finalize()) // expect: sleep-under-lock
UNDER(if (refcnt_rele(&sc->ready)) refcnt_finalize())
UNDER(if (refcount_dec_and_test(&sc->ready)) refcnt_finalize())
UNDER(if (atomic_dec_and_test(&sc->ready)) refcnt_finalize())
UNDER(if (atomic64_dec_and_test(&sc->ready)) refcnt_finalize())
UNDER(if (atomic_dec_int_nv(&sc->ready) == 0) refcnt_finalize())
UNDER(if (atomic_dec_long_nv(&sc->ready) == 0) refcnt_finalize())
