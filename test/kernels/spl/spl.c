// Primitives of illumos as macros over those of Linux.
// RUN: %check-expect %s -- %kernel-spl
#include "spl.h"

LEAKS(mutex_enter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
LEAKS(mutex_enter_nested(&sc->mtx, 1), mutex_exit(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mutex_tryenter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mutex_enter_interruptible(&sc->mtx) == 0, mutex_exit(&sc->mtx)) // expect: lock-leak
PAIR(if (mutex_enter_interruptible(&sc->mtx)) return, mutex_exit(&sc->mtx))
ATOMIC(if (mutex_enter_interruptible(&sc->mtx) == 0) mutex_exit(&sc->mtx)) // expect: sleep-under-lock
TWICE(if (!mutex_tryenter(&sc->mtx)) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(mutex_enter(&sc->mtx), mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(mutex_enter(&sc->mtx); mutex_exit(&sc->mtx), mutex_exit(&sc->mtx)) // expect: unlock-not-held
TWICE(if (!MUTEX_HELD(&sc->mtx)) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
LEAKS(rw_enter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter(&sc->rw, RW_READER), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS_IF(rw_tryenter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
TWICE(if (!rw_tryenter(&sc->rw, RW_WRITER)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_WRITER), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_READER); rw_exit(&sc->rw), rw_exit(&sc->rw)) // expect: unlock-not-held
TWICE(rw_enter(&sc->rw, RW_WRITER); rw_downgrade(&sc->rw), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_WRITE_HELD(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_LOCK_HELD(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock

// A wait drops the mutex of illumos, not the one of Linux in it.
WAITS_ALONE(cv_wait(&sc->cv, &sc->mtx))
WAITS_ALONE(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: wait-result-ignored
WAITS_ALONE(cv_timedwait(&sc->cv, &sc->mtx, 1)) // expect: timedwait-relative
WAITS_ALONE(cv_timedwait_sig(&sc->cv, &sc->mtx, 1)) // expect: timedwait-relative, wait-result-ignored
WAITS_ONCE(cv_wait(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop
ATOMIC(cv_wait(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
KNOWN(cv_broadcast(&sc->cv)) // expect: recursive-lock

ATOMIC(kmem_alloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
ATOMIC(kmem_zalloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
ATOMIC(kmem_alloc(8, KM_NOSLEEP))
static void task(void *arg) {}
ATOMIC(taskq_dispatch(sc->tq, task, sc, TQ_SLEEP)) // expect: sleeping-alloc-under-lock
ATOMIC(taskq_dispatch(sc->tq, task, sc, TQ_NOSLEEP))
KNOWN(taskq_dispatch_ent(sc->tq, task, &sc->mtx, 0, 0)) // expect: recursive-lock
ATOMIC(taskq_wait(sc->tq)) // expect: sleep-under-lock
ATOMIC(thread_create(0, 0, task, sc, 0, 0, 0, 0)) // expect: sleeping-alloc-under-lock
// What is of Linux still counts.
ATOMIC(msleep(1)) // expect: sleep-under-lock

// The locks of ZFS that a reader may take again.
struct rrwlock { int readers; };
int rrw_enter(), rrw_enter_read(), rrw_enter_write(), rrw_exit(), rrw_held();
int rrm_enter(), rrm_enter_read(), rrm_enter_write(), rrm_exit(), rrm_held();
struct rrwlock *teardown;
LEAKS(rrw_enter(teardown, RW_READER, 0), rrw_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrw_enter_read(teardown, 0), rrw_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrw_enter_write(teardown), rrw_exit(teardown, 0)) // expect: lock-leak
TWICE(rrw_enter_read(teardown, 0); rrw_exit(teardown, 0), rrw_exit(teardown, 0)) // expect: unlock-not-held
TWICE(if (rrw_held(teardown, RW_READER)) return, rrw_exit(teardown, 0)) // expect: unlock-not-held
LEAKS(rrm_enter(teardown, RW_READER, 0), rrm_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrm_enter_read(teardown, 0), rrm_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrm_enter_write(teardown), rrm_exit(teardown, 0)) // expect: lock-leak
TWICE(rrm_enter_read(teardown, 0); rrm_exit(teardown, 0), rrm_exit(teardown, 0)) // expect: unlock-not-held
TWICE(if (rrm_held(teardown, RW_READER)) return, rrm_exit(teardown, 0)) // expect: unlock-not-held

// In versions that do not name a class of its own for nested locks.
#undef mutex_enter
void mutex_enter(kmutex_t *);
LEAKS(mutex_enter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak

// Whoever waits for memory gets it.
IF_NULL(kmem_alloc(8, KM_SLEEP))
IF_NULL(kmem_zalloc(8, KM_NOSLEEP)) // expect: recursive-lock

// A task that runs is waited for; of later versions when the caller says so.
static void expire(void *arg) { struct softc *sc = arg; mutex_enter(&sc->mtx); mutex_exit(&sc->mtx); }
void arm(struct softc *sc) { sc->id = taskq_dispatch(sc->tq, expire, sc, TQ_SLEEP); }
void cancel_under_it(struct softc *sc) {
  mutex_enter(&sc->mtx);
  taskq_cancel_id(sc->tq, sc->id); // expect: drain-under-lock
  mutex_exit(&sc->mtx);
}
ATOMIC(taskq_cancel_id(sc->tq, sc->id)) // expect: sleep-under-lock
void cancel_later(struct softc *sc) {
  mutex_enter(&sc->mtx);
  taskq_cancel_id(sc->tq, sc->id, B_TRUE); // expect: drain-under-lock
  mutex_exit(&sc->mtx);
}
ATOMIC(taskq_cancel_id(sc->tq, sc->id, B_TRUE)) // expect: sleep-under-lock
void cancel_and_go_on(struct softc *sc) {
  mutex_enter(&sc->mtx);
  taskq_cancel_id(sc->tq, sc->id, B_FALSE);
  mutex_exit(&sc->mtx);
}
WAITS_ALONE(cv_wait_interruptible(&sc->cv, &sc->mtx))
WAITS_ONCE(cv_wait_interruptible(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop
ATOMIC(cv_wait_interruptible(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
