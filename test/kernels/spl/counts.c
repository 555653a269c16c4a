// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-spl
#include "spl.h"

// include/os/linux/spl/sys/atomic.h
int atomic_dec_32_nv(), atomic_dec_64_nv();
ATOMIC(if (sc->ready) { mutex_enter(&sc->mtx); mutex_exit(&sc->mtx); }) // expect: sleep-under-lock
ATOMIC(if (atomic_dec_32_nv(&sc->ready) == 0) { mutex_enter(&sc->mtx); mutex_exit(&sc->mtx); })
ATOMIC(if (atomic_dec_64_nv(&sc->ready) == 0) { mutex_enter(&sc->mtx); mutex_exit(&sc->mtx); })
