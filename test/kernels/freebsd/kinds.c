// What the call that makes a lock says of its kind.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

void init(struct softc *sc) {
  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->other, "other", NULL, MTX_DEF);
  mtx_init(&sc->spin, "spin", NULL, MTX_SPIN);
  mtx_init(&sc->quiet, "quiet", NULL, MTX_DEF | MTX_NOWITNESS);
  mtx_init(&sc->deep, "deep", NULL, MTX_DEF | MTX_RECURSE);
  sx_init(&sc->sx, "sx");
  sx_init_flags(&sc->sxdeep, "sxdeep", SX_RECURSE);
  rw_init(&sc->rw, "rw");
  rw_init_flags(&sc->rwdeep, "rwdeep", RW_RECURSE);
  rm_init(&sc->rm, "rm");
  rm_init_flags(&sc->rmsleep, "rmsleep", RM_SLEEPABLE | RM_RECURSE);
  lockinit(&sc->lk, 0, "lk", 0, 0);
  lockinit(&sc->lkdeep, 0, "lk", 0, LK_CANRECURSE);
}

// A lock that may recurse does.
TWICE(mtx_lock(&sc->deep); mtx_lock(&sc->deep), mtx_unlock(&sc->deep); mtx_unlock(&sc->deep))
TWICE(sx_xlock(&sc->sxdeep); sx_xlock(&sc->sxdeep), sx_xunlock(&sc->sxdeep); sx_xunlock(&sc->sxdeep))
TWICE(rw_wlock(&sc->rwdeep); rw_wlock(&sc->rwdeep), rw_wunlock(&sc->rwdeep); rw_wunlock(&sc->rwdeep))
TWICE(rm_wlock(&sc->rmsleep); rm_wlock(&sc->rmsleep), rm_wunlock(&sc->rmsleep); rm_wunlock(&sc->rmsleep))
TWICE(lockmgr(&sc->lkdeep, LK_EXCLUSIVE, NULL, 0), lockmgr(&sc->lkdeep, LK_EXCLUSIVE, NULL, 0))

// Which ones a thread may sleep with.
PAIR(mtx_lock(&sc->mtx); copyout(sc, 0, 1), mtx_unlock(&sc->mtx)) // expect: sleep-under-lock
PAIR(mtx_lock_spin(&sc->spin); copyout(sc, 0, 1), mtx_unlock_spin(&sc->spin)) // expect: sleep-under-lock
PAIR(mtx_lock(&sc->quiet); copyout(sc, 0, 1), mtx_unlock(&sc->quiet)) // expect: sleep-under-lock
PAIR(rw_rlock(&sc->rw); copyout(sc, 0, 1), rw_runlock(&sc->rw)) // expect: sleep-under-lock
PAIR(rm_wlock(&sc->rm); copyout(sc, 0, 1), rm_wunlock(&sc->rm)) // expect: sleep-under-lock
PAIR(rm_wlock(&sc->rmsleep); copyout(sc, 0, 1), rm_wunlock(&sc->rmsleep))
PAIR(sx_xlock(&sc->sx); copyout(sc, 0, 1), sx_xunlock(&sc->sx))
PAIR(lockmgr(&sc->lk, LK_SHARED, NULL, 0); copyout(sc, 0, 1), lockmgr(&sc->lk, LK_RELEASE, NULL, 0))
PAIR(mtx_lock(&Giant); copyout(sc, 0, 1), mtx_unlock(&Giant))
TWICE(mtx_lock(&Giant); mtx_lock(&Giant), mtx_unlock(&Giant); mtx_unlock(&Giant))

// Making a lock does nothing to another one, though it is given its name.
#define NAME (const char *)&sc->mtx
KNOWN(mtx_init(&sc->other, NAME, NULL, MTX_DEF)) // expect: recursive-lock
KNOWN(sx_init(&sc->sx, NAME), sx_init_flags(&sc->sxdeep, NAME, SX_RECURSE)) // expect: recursive-lock
KNOWN(rw_init(&sc->rw, NAME), rw_init_flags(&sc->rwdeep, NAME, RW_RECURSE)) // expect: recursive-lock
KNOWN(rm_init(&sc->rm, NAME), rm_init_flags(&sc->rmsleep, NAME, RM_SLEEPABLE | RM_RECURSE)) // expect: recursive-lock
KNOWN(lockinit(&sc->lk, 0, NAME, 0, 0)) // expect: recursive-lock
