// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

// atomic_dec(3)
int atomic_dec_32_nv(), atomic_dec_64_nv(), atomic_dec_uint_nv(), atomic_dec_ulong_nv(),
    percpu_free();
UNDER(if (sc->ready) percpu_free()) // expect: sleep-under-lock
UNDER(if (atomic_dec_32_nv(&sc->ready) == 0) percpu_free())
UNDER(if (atomic_dec_64_nv(&sc->ready) == 0) percpu_free())
UNDER(if (atomic_dec_uint_nv(&sc->ready) == 0) percpu_free())
UNDER(if (atomic_dec_ulong_nv(&sc->ready) == 0) percpu_free())
