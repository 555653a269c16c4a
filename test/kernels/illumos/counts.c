// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

// atomic_dec(9F)
int atomic_dec_32_nv(), atomic_dec_64_nv(), atomic_dec_uint_nv(), atomic_dec_ulong_nv(),
    kmem_cache_destroy();
UNDER(if (sc->ready) kmem_cache_destroy()) // expect: sleep-under-lock
UNDER(if (atomic_dec_32_nv(&sc->ready) == 0) kmem_cache_destroy())
UNDER(if (atomic_dec_64_nv(&sc->ready) == 0) kmem_cache_destroy())
UNDER(if (atomic_dec_uint_nv(&sc->ready) == 0) kmem_cache_destroy())
UNDER(if (atomic_dec_ulong_nv(&sc->ready) == 0) kmem_cache_destroy())
