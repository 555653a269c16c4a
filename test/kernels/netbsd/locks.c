// Mutexes, reader/writer locks and the kernel lock.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

void init(struct softc *sc) {
  mutex_init(&sc->mtx, MUTEX_DEFAULT, IPL_NONE);
  mutex_init(&sc->spin, MUTEX_SPIN, IPL_SCHED);
  mutex_init(&sc->vm, MUTEX_DEFAULT, IPL_VM);
}

LEAKS(mutex_enter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
TWICE(mutex_enter(&sc->mtx), mutex_enter(&sc->mtx)) // expect: recursive-lock
TWICE(mutex_enter(&sc->mtx); mutex_exit(&sc->mtx), mutex_exit(&sc->mtx)) // expect: unlock-not-held
LEAKS(mutex_spin_enter(&sc->spin), mutex_spin_exit(&sc->spin)) // expect: lock-leak
TWICE(mutex_spin_enter(&sc->spin); mutex_spin_exit(&sc->spin), mutex_spin_exit(&sc->spin)) // expect: unlock-not-held
LEAKS_IF(mutex_tryenter(&sc->mtx), mutex_exit(&sc->mtx)) // expect: lock-leak
TWICE(if (!mutex_owned(&sc->mtx)) return, mutex_enter(&sc->mtx)) // expect: recursive-lock
UNDER(sc->obj = mutex_obj_alloc(MUTEX_DEFAULT, IPL_NONE)) // expect: sleep-under-lock
LEAKS(rw_enter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
LEAKS(rw_enter(&sc->rw, RW_READER), rw_exit(&sc->rw)) // expect: lock-leak
TWICE(rw_enter(&sc->rw, RW_WRITER), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_READER); rw_exit(&sc->rw), rw_exit(&sc->rw)) // expect: unlock-not-held
LEAKS_IF(rw_tryenter(&sc->rw, RW_WRITER), rw_exit(&sc->rw)) // expect: lock-leak
TWICE(rw_enter(&sc->rw, RW_READER); if (!rw_tryupgrade(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(rw_enter(&sc->rw, RW_WRITER); rw_downgrade(&sc->rw), rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_write_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_read_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
TWICE(if (!rw_lock_held(&sc->rw)) return, rw_enter(&sc->rw, RW_WRITER)) // expect: recursive-lock
LEAKS(KERNEL_LOCK(1, NULL), KERNEL_UNLOCK_ONE(NULL)) // expect: lock-leak
LEAKS(KERNEL_LOCK(1, NULL), KERNEL_UNLOCK_LAST(NULL)) // expect: lock-leak
PAIR(KERNEL_LOCK(1, NULL); copyout(sc, 0, 1), KERNEL_UNLOCK_ONE(NULL))
// The lock of autoconf(9) recurses.
void kernconfig_lock(void), kernconfig_unlock(void);
bool kernconfig_is_held(void);
LEAKS(kernconfig_lock(), kernconfig_unlock()) // expect: lock-leak
TWICE(kernconfig_lock(); kernconfig_lock(); kernconfig_unlock(), kernconfig_unlock())
TWICE(kernconfig_lock(); kernconfig_unlock(), kernconfig_unlock()) // expect: unlock-not-held
TWICE(if (kernconfig_is_held()) return, kernconfig_unlock()) // expect: unlock-not-held
// As many as were given up before: the caller's, if any.
#undef KERNEL_UNLOCK_ALL
#define KERNEL_UNLOCK_ALL(lwp, count) _kernel_unlock(0, count)
LEAKS(int n; KERNEL_UNLOCK_ALL(NULL, &n), KERNEL_LOCK(n, NULL))

// The lock goes with the thread into its sleep or to a run queue.
struct lwp { kmutex_t *l_mutex; };
int sleepq_enter(), sleepq_block(), lwp_unsleep(), setrunnable(), mi_switch();
TWICE(mutex_spin_enter(&sc->spin); sleepq_enter(0, 0, &sc->spin), mutex_spin_exit(&sc->spin)) // expect: unlock-not-held
PAIR(HOLD(sc); sleepq_block(0, 0), DROP(sc)) // expect: sleep-under-lock
#define GONE(call) void FN(struct lwp *l) { mutex_spin_enter(l->l_mutex); call; mutex_spin_exit(l->l_mutex); }
GONE(lwp_unsleep(l, 1)) // expect: unlock-not-held
GONE(setrunnable(l)) // expect: unlock-not-held
GONE(mi_switch(l)) // expect: unlock-not-held

// The queue of a turnstile is locked from the look-up on.
void *turnstile_lookup(); int turnstile_exit(), turnstile_wakeup(), turnstile_block();
LEAKS(turnstile_lookup(sc), turnstile_exit(sc)) // expect: lock-leak
TWICE(turnstile_lookup(sc); turnstile_exit(sc), turnstile_exit(sc)) // expect: unlock-not-held
TWICE(turnstile_lookup(sc); turnstile_wakeup(0, 0, 1, 0), turnstile_exit(sc)) // expect: unlock-not-held
TWICE(turnstile_lookup(sc); turnstile_block(0, 0, sc, 0), turnstile_exit(sc)) // expect: unlock-not-held
PAIR(HOLD(sc); turnstile_lookup(sc); turnstile_block(0, 0, sc, 0), DROP(sc)) // expect: sleep-under-lock

// The level given to init makes a spin mutex, with which nothing may sleep.
PAIR(mutex_enter(&sc->vm); copyout(sc, 0, 1), mutex_exit(&sc->vm)) // expect: sleep-under-lock
PAIR(mutex_spin_enter(&sc->spin); copyout(sc, 0, 1), mutex_spin_exit(&sc->spin)) // expect: sleep-under-lock
PAIR(rw_enter(&sc->rw, RW_WRITER); copyout(sc, 0, 1), rw_exit(&sc->rw))
