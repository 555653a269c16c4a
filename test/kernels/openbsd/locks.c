// Mutexes, reader/writer locks and the kernel lock.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

LEAKS(mtx_enter(&sc->mtx), mtx_leave(&sc->mtx)) // expect: lock-leak
TWICE(mtx_enter(&sc->mtx), mtx_enter(&sc->mtx)) // expect: recursive-lock
TWICE(mtx_enter(&sc->mtx); mtx_leave(&sc->mtx), mtx_leave(&sc->mtx)) // expect: unlock-not-held
LEAKS_IF(mtx_enter_try(&sc->mtx), mtx_leave(&sc->mtx)) // expect: lock-leak
TWICE(MUTEX_ASSERT_LOCKED(&sc->mtx), mtx_enter(&sc->mtx)) // expect: recursive-lock
TWICE(if (!mtx_owned(&sc->mtx)) return, mtx_enter(&sc->mtx)) // expect: recursive-lock
LEAKS(rw_enter_write(&sc->rw), rw_exit_write(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter_read(&sc->rw), rw_exit_read(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter(&sc->rw, RW_WRITE), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter(&sc->rw, RW_READ), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS_IF(rw_enter(&sc->rw, RW_WRITE | RW_NOSLEEP) == 0, rw_exit(&sc->rw)) // expect: lock-leak
PAIR(if (rw_enter(&sc->rw, RW_READ | RW_INTR)) return, rw_exit(&sc->rw))
UNDER(if (rw_enter(&sc->rw, RW_WRITE | RW_INTR) == 0) rw_exit(&sc->rw)) // expect: sleep-under-lock
UNDER(if (rw_enter(&sc->rw, RW_WRITE | RW_NOSLEEP) == 0) rw_exit(&sc->rw))
TWICE(if (rw_enter(&sc->rw, RW_WRITE | RW_INTR)) return, if (rw_enter(&sc->rw, RW_WRITE | RW_INTR)) return) // expect: recursive-lock
TWICE(rw_enter_write(&sc->rw), rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(rw_enter_write(&sc->rw); rw_enter(&sc->rw, RW_DOWNGRADE), rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(rw_enter_write(&sc->rw); rw_exit_write(&sc->rw), rw_exit_write(&sc->rw)) // expect: unlock-not-held
TWICE(rw_enter_write(&sc->rw); rw_exit(&sc->rw), rw_exit(&sc->rw)) // expect: unlock-not-held
TWICE(rw_enter_read(&sc->rw); rw_exit_read(&sc->rw), rw_exit_read(&sc->rw)) // expect: unlock-not-held
TWICE(if (!rw_status(&sc->rw)) return, rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(if (!rw_read_held(&sc->rw)) return, rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(if (!rw_lock_held(&sc->rw)) return, rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(if (!rw_write_held(&sc->rw)) return, rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(rw_assert_wrlock(&sc->rw), rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(rw_assert_rdlock(&sc->rw), rw_enter_write(&sc->rw)) // expect: recursive-lock
TWICE(rw_assert_anylock(&sc->rw), rw_enter_write(&sc->rw)) // expect: recursive-lock
LEAKS_IF(rrw_enter(&sc->rrw, RW_WRITE) == 0, rrw_exit(&sc->rrw)) // expect: lock-leak
TWICE(if (rrw_enter(&sc->rrw, RW_READ)) return; rrw_exit(&sc->rrw), rrw_exit(&sc->rrw)) // expect: unlock-not-held
UNDER(if (rrw_enter(&sc->rrw, RW_WRITE) == 0) rrw_exit(&sc->rrw)) // expect: sleep-under-lock
LEAKS(KERNEL_LOCK(), KERNEL_UNLOCK()) // expect: lock-leak
LEAKS(_kernel_lock(), _kernel_unlock()) // expect: lock-leak
TWICE(KERNEL_LOCK(); KERNEL_UNLOCK(), KERNEL_UNLOCK()) // expect: unlock-not-held

// Which ones a thread may sleep with.
PAIR(mtx_enter(&sc->mtx); copyout(sc, 0, 1), mtx_leave(&sc->mtx)) // expect: sleep-under-lock
PAIR(rw_enter_write(&sc->rw); copyout(sc, 0, 1), rw_exit_write(&sc->rw))
PAIR(KERNEL_LOCK(); copyout(sc, 0, 1), KERNEL_UNLOCK())

// Given up in the other mode than it was taken; by a call that is for either: silent.
PAIR(rw_enter_read(&sc->rw), rw_exit_write(&sc->rw)) // expect: unlock-not-held
PAIR(rw_enter_read(&sc->rw), rw_exit(&sc->rw))
