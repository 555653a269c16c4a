// Mutexes and reader/writer locks.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"
struct _kthread *threadp(void);
#define curthread (threadp())

LEAKS(mutex_enter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
TWICE(mutex_enter(&sc->mtx), mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(mutex_enter(&sc->mtx); mutex_exit(&sc->mtx), mutex_exit(&sc->mtx)) // expect: unlock-not-held
LEAKS_IF(mutex_tryenter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
TWICE(if (!mutex_owned(&sc->mtx)) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(if (!MUTEX_HELD(&sc->mtx)) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(ASSERT(MUTEX_HELD(&sc->mtx)), mutex_enter(&sc->mtx)) // expect: recursive-lock
PAIR(ASSERT(MUTEX_NOT_HELD(&sc->mtx)); mutex_enter(&sc->mtx), mutex_exit(&sc->mtx))
TWICE(if (mutex_owner(&sc->mtx) != curthread) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(if (curthread == mutex_owner(&sc->mtx)) return; mutex_enter(&sc->mtx), mutex_enter(&sc->mtx)) // expect: recursive-lock
PAIR(if (mutex_owner(&sc->mtx) != curthread) mutex_enter(&sc->mtx), if (mutex_owner(&sc->mtx) == curthread) mutex_exit(&sc->mtx))

LEAKS(rw_enter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter(&sc->rw, RW_READER), rw_exit(&sc->rw)) // expect: lock-leak
TWICE(rw_enter(&sc->rw, RW_WRITER), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_READER); rw_exit(&sc->rw), rw_exit(&sc->rw)) // expect: unlock-not-held
LEAKS_IF(rw_tryenter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS_IF(rw_tryenter(&sc->rw, RW_READER), rw_exit(&sc->rw)) // expect: lock-leak
TWICE(rw_enter(&sc->rw, RW_READER); if (!rw_tryupgrade(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_WRITER); rw_downgrade(&sc->rw), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_write_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_WRITE_HELD(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_iswriter(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_ISWRITER(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_lock_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_LOCK_HELD(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_read_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!RW_READ_HELD(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
// "Not as a reader" is not "not".
TWICE(rw_enter(&sc->rw, RW_WRITER); if (rw_read_locked(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
LEAKS(rw_enter(&sc->rw, RW_WRITER); if (rw_read_locked(&sc->rw)) sc->n = 1, rw_exit(&sc->rw)) // expect: lock-leak
TWICE(rw_enter(&sc->rw, RW_WRITER); rw_owner(&sc->rw), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
PAIR(rw_enter(&sc->rw, RW_WRITER); delay(1), rw_exit(&sc->rw))

// Making a lock does nothing to another one, though it is given its name.
#define NAME (char *)&sc->mtx
KNOWN(mutex_init(&sc->other, NAME, MUTEX_DRIVER, NULL)) // expect: recursive-lock
KNOWN(rw_init(&sc->rw, NAME, RW_DRIVER, NULL)) // expect: recursive-lock

// An explicit spin mutex must not be held across a sleep, which is an error.
void init(struct softc *sc) { mutex_init(&sc->spin, NULL, MUTEX_SPIN, NULL); }
PAIR(mutex_enter(&sc->spin); delay(1), mutex_exit(&sc->spin)) // expect: sleep-under-lock

// The locks of ZFS that a reader may take again.
struct rrwlock { int readers; };
int rrw_enter(), rrw_enter_read(), rrw_enter_read_prio(), rrw_enter_write(), rrw_exit(), rrw_held();
int rrm_enter(), rrm_enter_read(), rrm_enter_write(), rrm_exit(), rrm_held();
struct rrwlock *teardown;
LEAKS(rrw_enter(teardown, RW_READER, 0), rrw_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrw_enter_read(teardown, 0), rrw_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrw_enter_read_prio(teardown, 0), rrw_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrw_enter_write(teardown), rrw_exit(teardown, 0)) // expect: lock-leak
TWICE(rrw_enter_read(teardown, 0); rrw_exit(teardown, 0), rrw_exit(teardown, 0)) // expect: unlock-not-held
TWICE(if (rrw_held(teardown, RW_READER)) return, rrw_exit(teardown, 0)) // expect: unlock-not-held
LEAKS(rrm_enter(teardown, RW_READER, 0), rrm_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrm_enter_read(teardown, 0), rrm_exit(teardown, 0)) // expect: lock-leak
LEAKS(rrm_enter_write(teardown), rrm_exit(teardown, 0)) // expect: lock-leak
TWICE(rrm_enter_read(teardown, 0); rrm_exit(teardown, 0), rrm_exit(teardown, 0)) // expect: unlock-not-held
TWICE(if (rrm_held(teardown, RW_READER)) return, rrm_exit(teardown, 0)) // expect: unlock-not-held

// A file that is given back goes with its lock.
struct file { kmutex_t f_tlock; int f_count; } *files[4];
void unfalloc(struct file *);
TWICE(mutex_enter(&files[0]->f_tlock); unfalloc(files[0]), mutex_exit(&files[0]->f_tlock)) // expect: unlock-not-held
PAIR(mutex_enter(&files[1]->f_tlock), unfalloc(files[1]))
