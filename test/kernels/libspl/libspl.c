// The primitives of illumos over POSIX threads: a thread may sleep with a mutex.
// RUN: %check-expect %s -- %kernel-libspl
#include "libspl.h"
int mutex_enter_interruptible(), vmem_zalloc(), taskq_wait_id(), taskq_dispatch_ent();
#define CONVOY(...) void FN(struct softc *sc) { mutex_enter(&sc->mtx); __VA_ARGS__; mutex_exit(&sc->mtx); }

LEAKS(mutex_enter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mutex_enter_interruptible(&sc->mtx) == 0, mutex_exit(&sc->mtx)) // expect: lock-leak
PAIR(if (mutex_enter_interruptible(&sc->mtx)) return, mutex_exit(&sc->mtx))
CONVOY(kmem_alloc(8, KM_SLEEP))
CONVOY(delay(1))
KNOWN(taskq_wait_id(sc->tq, 1)) // expect: recursive-lock

// Whoever waits for memory gets it.
IF_NULL(kmem_alloc(8, KM_SLEEP))
IF_NULL(kmem_zalloc(8, KM_NOSLEEP)) // expect: recursive-lock
