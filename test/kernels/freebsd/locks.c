// Locks: taking, giving back, trying, changing the mode, asking, asserting.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

void init(struct softc *sc) {
  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->spin, "spin", NULL, MTX_SPIN);
  mtx_init(&sc->deep, "deep", NULL, MTX_DEF | MTX_RECURSE);
  sx_init(&sc->sx, "sx");
  sx_init_flags(&sc->sxdeep, "sxdeep", SX_RECURSE);
  rw_init(&sc->rw, "rw");
  rw_init_flags(&sc->rwdeep, "rwdeep", RW_RECURSE);
  rm_init(&sc->rm, "rm");
  rm_init_flags(&sc->rmsleep, "rmsleep", RM_SLEEPABLE);
  lockinit(&sc->lk, 0, "lk", 0, 0);
  lockinit(&sc->lkdeep, 0, "lk", 0, LK_CANRECURSE);
}

// Mutexes.
LEAKS(mtx_lock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS(mtx_lock_flags(&sc->mtx, 0), mtx_unlock_flags(&sc->mtx, 0)) // expect: lock-leak
LEAKS(_mtx_lock_flags(&sc->mtx, 0, "f", 1), _mtx_unlock_flags(&sc->mtx, 0, "f", 1)) // expect: lock-leak
TWICE(mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: unlock-not-held
TWICE(mtx_lock(&sc->mtx), mtx_lock(&sc->mtx)) // expect: recursive-lock
LEAKS_IF(mtx_trylock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mtx_trylock_flags(&sc->mtx, 0), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(_mtx_trylock(&sc->mtx, 0, "f", 1), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS(mtx_lock_spin(&sc->spin), mtx_unlock_spin(&sc->spin)) // expect: lock-leak
LEAKS(mtx_lock_spin_flags(&sc->spin, 0), mtx_unlock_spin_flags(&sc->spin, 0)) // expect: lock-leak
LEAKS(_mtx_lock_spin_flags(&sc->spin, 0, "f", 1), _mtx_unlock_spin_flags(&sc->spin, 0, "f", 1)) // expect: lock-leak
TWICE(mtx_lock_spin(&sc->spin); mtx_unlock_spin(&sc->spin), mtx_unlock_spin(&sc->spin)) // expect: unlock-not-held
LEAKS_IF(mtx_trylock_spin(&sc->spin), mtx_unlock_spin(&sc->spin)) // expect: lock-leak
LEAKS_IF(mtx_trylock_spin_flags(&sc->spin, 0), mtx_unlock_spin(&sc->spin)) // expect: lock-leak
TWICE(mtx_assert(&sc->mtx, MA_OWNED), mtx_lock(&sc->mtx)) // expect: recursive-lock
TWICE(_mtx_assert(&sc->mtx, MA_OWNED, "f", 1), mtx_lock(&sc->mtx)) // expect: recursive-lock
PAIR(mtx_assert(&sc->mtx, MA_NOTOWNED); mtx_lock(&sc->mtx), mtx_unlock(&sc->mtx))
TWICE(if (!mtx_owned(&sc->mtx)) return, mtx_lock(&sc->mtx)) // expect: recursive-lock

// The functions behind the macros since FreeBSD 10.
LEAKS(__mtx_lock_flags(&sc->mtx.mtx_lock, 0, "f", 1), __mtx_unlock_flags(&sc->mtx.mtx_lock, 0, "f", 1)) // expect: lock-leak
TWICE(mtx_lock(&sc->mtx); __mtx_unlock_flags(&sc->mtx.mtx_lock, 0, "f", 1), __mtx_unlock_flags(&sc->mtx.mtx_lock, 0, "f", 1)) // expect: unlock-not-held
TWICE(mtx_lock(&sc->mtx), __mtx_lock_flags(&sc->mtx.mtx_lock, 0, "f", 1)) // expect: recursive-lock
LEAKS(__mtx_lock_spin_flags(&sc->spin.mtx_lock, 0, "f", 1), mtx_unlock_spin(&sc->spin)) // expect: lock-leak
TWICE(mtx_lock_spin(&sc->spin); __mtx_unlock_spin_flags(&sc->spin.mtx_lock, 0, "f", 1), __mtx_unlock_spin_flags(&sc->spin.mtx_lock, 0, "f", 1)) // expect: unlock-not-held
LEAKS_IF(_mtx_trylock_flags_(&sc->mtx.mtx_lock, 0, "f", 1), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(__mtx_trylock_spin_flags(&sc->spin.mtx_lock, 0, "f", 1), mtx_unlock_spin(&sc->spin)) // expect: lock-leak
LEAKS(_rw_wlock_cookie(&sc->rw.rw_lock, "f", 1), rw_wunlock(&sc->rw)) // expect: lock-leak
LEAKS(__rw_rlock(&sc->rw.rw_lock, "f", 1), rw_runlock(&sc->rw)) // expect: lock-leak
LEAKS_IF(__rw_try_wlock(&sc->rw.rw_lock, "f", 1), rw_wunlock(&sc->rw)) // expect: lock-leak
TWICE(rw_wlock(&sc->rw); _rw_wunlock_cookie(&sc->rw.rw_lock, "f", 1), _rw_wunlock_cookie(&sc->rw.rw_lock, "f", 1)) // expect: unlock-not-held
TWICE(rw_rlock(&sc->rw); _rw_runlock_cookie(&sc->rw.rw_lock, "f", 1), _rw_runlock_cookie(&sc->rw.rw_lock, "f", 1)) // expect: unlock-not-held

// Shared/exclusive locks.
LEAKS(sx_xlock(&sc->sx), sx_xunlock(&sc->sx)) // expect: lock-leak
LEAKS(_sx_xlock(&sc->sx, 0, "f", 1), _sx_xunlock(&sc->sx, "f", 1)) // expect: lock-leak
LEAKS(sx_slock(&sc->sx), sx_sunlock(&sc->sx)) // expect: lock-leak
LEAKS(_sx_slock(&sc->sx, 0, "f", 1), _sx_sunlock(&sc->sx, "f", 1)) // expect: lock-leak
LEAKS(sx_xlock(&sc->sx), sx_unlock(&sc->sx)) // expect: lock-leak
TWICE(sx_xlock(&sc->sx); sx_xunlock(&sc->sx), sx_xunlock(&sc->sx)) // expect: unlock-not-held
TWICE(sx_slock(&sc->sx); sx_sunlock(&sc->sx), sx_sunlock(&sc->sx)) // expect: unlock-not-held
TWICE(sx_xlock(&sc->sx), sx_xlock(&sc->sx)) // expect: recursive-lock
LEAKS_IF(sx_xlock_sig(&sc->sx) == 0, sx_xunlock(&sc->sx)) // expect: lock-leak
LEAKS_IF(sx_slock_sig(&sc->sx) == 0, sx_sunlock(&sc->sx)) // expect: lock-leak
PAIR(if (sx_xlock_sig(&sc->sx)) return, sx_xunlock(&sc->sx))
PAIR(if (sx_slock_sig(&sc->sx)) return, sx_sunlock(&sc->sx))
UNDER(if (sx_xlock_sig(&sc->sx) == 0) sx_xunlock(&sc->sx)) // expect: sleep-under-lock
UNDER(if (sx_slock_sig(&sc->sx) == 0) sx_sunlock(&sc->sx)) // expect: sleep-under-lock
UNDER(if (sx_try_xlock(&sc->sx)) sx_xunlock(&sc->sx))
TWICE(sx_xlock(&sc->sx), if (sx_xlock_sig(&sc->sx)) return) // expect: recursive-lock
LEAKS_IF(sx_try_xlock(&sc->sx), sx_xunlock(&sc->sx)) // expect: lock-leak
LEAKS_IF(_sx_try_xlock(&sc->sx, "f", 1), sx_xunlock(&sc->sx)) // expect: lock-leak
LEAKS_IF(sx_try_slock(&sc->sx), sx_sunlock(&sc->sx)) // expect: lock-leak
LEAKS_IF(_sx_try_slock(&sc->sx, "f", 1), sx_sunlock(&sc->sx)) // expect: lock-leak
TWICE(sx_slock(&sc->sx); if (!sx_try_upgrade(&sc->sx)) return, sx_xlock(&sc->sx)) // expect: recursive-lock
TWICE(sx_xlock(&sc->sx); sx_downgrade(&sc->sx), sx_xlock(&sc->sx)) // expect: recursive-lock
TWICE(if (!sx_xlocked(&sc->sx)) return, sx_xlock(&sc->sx)) // expect: recursive-lock
TWICE(sx_assert(&sc->sx, SX_XLOCKED), sx_xlock(&sc->sx)) // expect: recursive-lock
TWICE(sx_assert(&sc->sx, SX_LOCKED), sx_xlock(&sc->sx)) // expect: recursive-lock
PAIR(sx_assert(&sc->sx, SX_UNLOCKED); sx_xlock(&sc->sx), sx_xunlock(&sc->sx))

// Reader/writer locks.
LEAKS(rw_wlock(&sc->rw), rw_wunlock(&sc->rw)) // expect: lock-leak
LEAKS(_rw_wlock(&sc->rw, "f", 1), _rw_wunlock(&sc->rw, "f", 1)) // expect: lock-leak
LEAKS(rw_rlock(&sc->rw), rw_runlock(&sc->rw)) // expect: lock-leak
LEAKS(_rw_rlock(&sc->rw, "f", 1), _rw_runlock(&sc->rw, "f", 1)) // expect: lock-leak
LEAKS(rw_wlock(&sc->rw), rw_unlock(&sc->rw)) // expect: lock-leak
TWICE(rw_wlock(&sc->rw); rw_wunlock(&sc->rw), rw_wunlock(&sc->rw)) // expect: unlock-not-held
TWICE(rw_rlock(&sc->rw); rw_runlock(&sc->rw), rw_runlock(&sc->rw)) // expect: unlock-not-held
TWICE(rw_wlock(&sc->rw), rw_wlock(&sc->rw)) // expect: recursive-lock
LEAKS_IF(rw_try_wlock(&sc->rw), rw_wunlock(&sc->rw)) // expect: lock-leak
LEAKS_IF(rw_try_rlock(&sc->rw), rw_runlock(&sc->rw)) // expect: lock-leak
TWICE(rw_rlock(&sc->rw); if (!rw_try_upgrade(&sc->rw)) return, rw_wlock(&sc->rw)) // expect: recursive-lock
TWICE(rw_wlock(&sc->rw); rw_downgrade(&sc->rw), rw_wlock(&sc->rw)) // expect: recursive-lock
TWICE(if (!rw_wowned(&sc->rw)) return, rw_wlock(&sc->rw)) // expect: recursive-lock
TWICE(rw_assert(&sc->rw, RA_WLOCKED), rw_wlock(&sc->rw)) // expect: recursive-lock
TWICE(rw_assert(&sc->rw, RA_LOCKED), rw_wlock(&sc->rw)) // expect: recursive-lock
PAIR(rw_assert(&sc->rw, RA_UNLOCKED); rw_wlock(&sc->rw), rw_wunlock(&sc->rw))

// Read-mostly locks.
LEAKS(rm_wlock(&sc->rm), rm_wunlock(&sc->rm)) // expect: lock-leak
LEAKS(struct rm_priotracker t; rm_rlock(&sc->rm, &t), rm_runlock(&sc->rm, &t)) // expect: lock-leak
TWICE(rm_wlock(&sc->rm); rm_wunlock(&sc->rm), rm_wunlock(&sc->rm)) // expect: unlock-not-held
TWICE(struct rm_priotracker t; rm_rlock(&sc->rm, &t); rm_runlock(&sc->rm, &t), rm_runlock(&sc->rm, &t)) // expect: unlock-not-held
TWICE(rm_wlock(&sc->rm), rm_wlock(&sc->rm)) // expect: recursive-lock
LEAKS_IF(rm_try_rlock(&sc->rm, (struct rm_priotracker *)0), rm_runlock(&sc->rm, (struct rm_priotracker *)0)) // expect: lock-leak
TWICE(if (!rm_wowned(&sc->rm)) return, rm_wlock(&sc->rm)) // expect: recursive-lock

// lockmgr locks: the flags say what is done.
LEAKS(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0), lockmgr(&sc->lk, LK_RELEASE, NULL, 0)) // expect: lock-leak
LEAKS(lockmgr(&sc->lk, LK_SHARED, NULL, 0), lockmgr(&sc->lk, LK_RELEASE, NULL, 0)) // expect: lock-leak
LEAKS_IF(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0) == 0, _lockmgr(&sc->lk, LK_RELEASE, NULL, 0, "f", 1)) // expect: lock-leak
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0); lockmgr(&sc->lk, LK_RELEASE, NULL, 0), lockmgr(&sc->lk, LK_RELEASE, NULL, 0)) // expect: unlock-not-held
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0), lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0)) // expect: recursive-lock
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0), lockmgr(&sc->lk, LK_EXCLUSIVE | LK_CANRECURSE, NULL, 0))
UNDER(if (lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0) == 0) lockmgr(&sc->lk, LK_RELEASE, NULL, 0)) // expect: sleep-under-lock
UNDER(if (lockmgr(&sc->lk, LK_EXCLUSIVE | LK_NOWAIT, NULL, 0) == 0) lockmgr(&sc->lk, LK_RELEASE, NULL, 0))
TWICE(mtx_lock(&sc->mtx); lockmgr(&sc->lk, LK_EXCLUSIVE | LK_INTERLOCK, &sc->mtx, 0); lockmgr(&sc->lk, LK_RELEASE, NULL, 0); mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: unlock-not-held

// Given up in the other mode than it was taken; by a call that is for either: silent.
PAIR(sx_slock(&sc->sx), sx_xunlock(&sc->sx)) // expect: unlock-not-held
PAIR(sx_xlock(&sc->sx), sx_sunlock(&sc->sx)) // expect: unlock-not-held
PAIR(sx_slock(&sc->sx), sx_unlock(&sc->sx))
PAIR(rw_assert(&sc->rw, RA_LOCKED), rw_wunlock(&sc->rw))
PAIR(rw_rlock(&sc->rw), rw_wunlock(&sc->rw)) // expect: unlock-not-held
PAIR(rw_rlock(&sc->rw), _rw_wunlock_cookie(&sc->rw.rw_lock, "f", 1)) // expect: unlock-not-held
PAIR(rw_rlock(&sc->rw), rw_unlock(&sc->rw))
PAIR(rm_rlock(&sc->rm, 0), rm_wunlock(&sc->rm)) // expect: unlock-not-held

// The lock of a page: whoever waits for the page gives it up.
struct vm_page;
void vm_page_lock(struct vm_page *m);
void vm_page_unlock(struct vm_page *m);
int vm_page_trylock(struct vm_page *m);
void vm_page_assert_locked(struct vm_page *m);
void vm_page_busy_sleep(struct vm_page *m, const char *wmesg, int nonshared);
LEAKS(vm_page_lock(sc->cookie), vm_page_unlock(sc->cookie)) // expect: lock-leak
LEAKS_IF(vm_page_trylock(sc->cookie), vm_page_unlock(sc->cookie)) // expect: lock-leak
TWICE(vm_page_lock(sc->cookie); vm_page_unlock(sc->cookie), vm_page_assert_locked(sc->cookie)) // expect: unlock-not-held
PAIR(vm_page_lock(sc->cookie), vm_page_busy_sleep(sc->cookie, "busy", 0))
UNDER(vm_page_lock(sc->cookie); vm_page_busy_sleep(sc->cookie, "busy", 0)) // expect: sleep-under-lock
