// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

// sys/refcount.h, linux/atomic.h
int refcount_release(), refcount_dec_and_test(), atomic_dec_and_test(),
    atomic64_dec_and_test(), objcache_create_simple();
UNDER(if (sc->ready) objcache_create_simple()) // expect: sleep-under-lock
UNDER(if (refcount_release(&sc->ready)) objcache_create_simple())
UNDER(if (refcount_dec_and_test(&sc->ready)) objcache_create_simple())
UNDER(if (atomic_dec_and_test(&sc->ready)) objcache_create_simple())
UNDER(if (atomic64_dec_and_test(&sc->ready)) objcache_create_simple())
