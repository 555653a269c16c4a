// lockmgr locks, spinlocks, mutexes, serializers and tokens.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
int copyout(const void *kaddr, void *udaddr, size_t len);

void init(struct softc *sc) {
  lockinit(&sc->lk, "lk", 0, 0);
  lockinit(&sc->lkdeep, "lkdeep", 0, LK_CANRECURSE);
}

// lockmgr: the flags say what is done.
LEAKS(lockmgr(&sc->lk, LK_EXCLUSIVE), lockmgr(&sc->lk, LK_RELEASE)) // expect: lock-leak
LEAKS(lockmgr(&sc->lk, LK_EXCLUSIVE), lockmgr_kernproc(&sc->lk)) // expect: lock-leak
// Who handed it over may release it after all.
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr_kernproc(&sc->lk), lockmgr(&sc->lk, LK_RELEASE))
LEAKS(lockmgr(&sc->lk, LK_SHARED), lockmgr(&sc->lk, LK_RELEASE)) // expect: lock-leak
LEAKS_IF(lockmgr(&sc->lk, LK_EXCLUSIVE | LK_NOWAIT) == 0, lockmgr(&sc->lk, LK_RELEASE)) // expect: lock-leak
PAIR(if (lockmgr(&sc->lk, LK_EXCLUSIVE | LK_NOWAIT)) return, lockmgr(&sc->lk, LK_RELEASE))
PAIR(if (lockmgr(&sc->lk, LK_SHARED | LK_PCATCH)) return, lockmgr(&sc->lk, LK_RELEASE))
UNDER(if (lockmgr(&sc->lk, LK_SHARED | LK_PCATCH) == 0) lockmgr(&sc->lk, LK_RELEASE)) // expect: sleep-under-lock
UNDER(if (lockmgr(&sc->lk, LK_EXCLUSIVE | LK_SLEEPFAIL) == 0) lockmgr(&sc->lk, LK_RELEASE)) // expect: sleep-under-lock
UNDER(if (lockmgr(&sc->lk, LK_EXCLUSIVE | LK_NOWAIT) == 0) lockmgr(&sc->lk, LK_RELEASE))
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE), lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock
TWICE(lockmgr(&sc->lkdeep, LK_EXCLUSIVE), lockmgr(&sc->lkdeep, LK_EXCLUSIVE))
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE), lockmgr(&sc->lk, LK_EXCLUSIVE | LK_CANRECURSE))
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE), lockmgr(&sc->lk, LK_RELEASE)) // expect: unlock-not-held
PAIR(if (!lockmgr_try(&sc->lk, LK_EXCLUSIVE)) return, lockmgr(&sc->lk, LK_RELEASE))
TWICE(if (!lockstatus(&sc->lk, curthread)) return, lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock
TWICE(if (!lockowned(&sc->lk)) return, lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock
PAIR(lockmgr(&sc->lk, LK_EXCLUSIVE); copyout(sc, 0, 1), lockmgr(&sc->lk, LK_RELEASE))
KNOWN(lockinit(&sc->lk, (const char *)&sc->spin, 0, 0)) // expect: recursive-lock

// Spinlocks.
LEAKS(spin_lock(&sc->spin), spin_unlock(&sc->spin)) // expect: lock-leak
LEAKS(_spin_lock(&sc->spin, "f"), spin_unlock_any(&sc->spin)) // expect: lock-leak
LEAKS(spin_lock_shared(&sc->spin), spin_unlock_shared(&sc->spin)) // expect: lock-leak
LEAKS(_spin_lock_shared(&sc->spin, "f"), spin_unlock_shared(&sc->spin)) // expect: lock-leak
LEAKS(spin_lock_quick(sc->gd, &sc->spin), spin_unlock_quick(sc->gd, &sc->spin)) // expect: lock-leak
LEAKS(_spin_lock_quick(sc->gd, &sc->spin, "f"), spin_unlock_quick(sc->gd, &sc->spin)) // expect: lock-leak
LEAKS_IF(spin_trylock(&sc->spin), spin_unlock(&sc->spin)) // expect: lock-leak
TWICE(spin_lock(&sc->spin), spin_lock(&sc->spin)) // expect: recursive-lock
TWICE(spin_lock(&sc->spin); spin_unlock(&sc->spin), spin_unlock(&sc->spin)) // expect: unlock-not-held
TWICE(spin_lock(&sc->spin); spin_unlock_quick(sc->gd, &sc->spin), spin_unlock_quick(sc->gd, &sc->spin)) // expect: unlock-not-held
TWICE(spin_lock_shared(&sc->spin); spin_unlock_shared(&sc->spin), spin_unlock_shared(&sc->spin)) // expect: unlock-not-held
TWICE(if (!spin_held(&sc->spin)) return, spin_lock(&sc->spin)) // expect: recursive-lock
PAIR(spin_lock(&sc->spin); copyout(sc, 0, 1), spin_unlock(&sc->spin)) // expect: sleep-under-lock
KNOWN(spin_init(&sc->other, (const char *)&sc->spin)) // expect: recursive-lock

// Mutexes sleep and may be taken twice.
LEAKS(mtx_lock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS(mtx_lock_ex_quick(&sc->mtx), mtx_unlock_ex(&sc->mtx)) // expect: lock-leak
LEAKS(mtx_lock_sh_quick(&sc->mtx), mtx_unlock_sh(&sc->mtx)) // expect: lock-leak
LEAKS(mtx_lock_sh_again(&sc->mtx), mtx_unlock_sh(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mtx_lock_ex(&sc->mtx, 0, 0) == 0, mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mtx_lock_ex_try(&sc->mtx) == 0, mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mtx_lock_sh(&sc->mtx, 0, 0) == 0, mtx_unlock(&sc->mtx)) // expect: lock-leak
LEAKS_IF(mtx_lock_sh_try(&sc->mtx) == 0, mtx_unlock(&sc->mtx)) // expect: lock-leak
UNDER(if (mtx_lock_ex(&sc->mtx, 0, 0) == 0) mtx_unlock(&sc->mtx)) // expect: sleep-under-lock
UNDER(if (mtx_lock_ex_try(&sc->mtx) == 0) mtx_unlock(&sc->mtx))
UNDER(if (mtx_lock_sh(&sc->mtx, 0, 0) == 0) mtx_unlock(&sc->mtx)) // expect: sleep-under-lock
UNDER(if (mtx_lock_sh_try(&sc->mtx) == 0) mtx_unlock(&sc->mtx))
LEAKS(mtx_spinlock(&sc->spinmtx), mtx_spinunlock(&sc->spinmtx)) // expect: lock-leak
LEAKS_IF(mtx_spinlock_try(&sc->spinmtx) == 0, mtx_spinunlock(&sc->spinmtx)) // expect: lock-leak
TWICE(mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx), mtx_unlock(&sc->mtx)) // expect: unlock-not-held
TWICE(mtx_spinlock(&sc->spinmtx); mtx_spinunlock(&sc->spinmtx), mtx_spinunlock(&sc->spinmtx)) // expect: unlock-not-held
PAIR(mtx_lock(&sc->mtx); copyout(sc, 0, 1), mtx_unlock(&sc->mtx))
PAIR(mtx_spinlock(&sc->spinmtx); copyout(sc, 0, 1), mtx_spinunlock(&sc->spinmtx)) // expect: sleep-under-lock
#define AS_NAME (const char *)&sc->spin
KNOWN(mtx_init(&sc->mtx, AS_NAME), mtx_init_flags(&sc->mtx, AS_NAME, 0)) // expect: recursive-lock

// Serializers.
#define SLZ (&sc->slz)
LEAKS(lwkt_serialize_enter(SLZ), lwkt_serialize_exit(SLZ)) // expect: lock-leak
LEAKS(lwkt_serialize_adaptive_enter(SLZ), lwkt_serialize_exit(SLZ)) // expect: lock-leak
LEAKS_IF(lwkt_serialize_try(SLZ), lwkt_serialize_exit(SLZ)) // expect: lock-leak

// Those of an array are one.
void lwkt_serialize_array_enter(lwkt_serialize_t *arr, int cnt, int s);
int lwkt_serialize_array_try(lwkt_serialize_t *arr, int cnt, int s);
void lwkt_serialize_array_exit(lwkt_serialize_t *arr, int cnt, int s);
extern lwkt_serialize_t all[2];
LEAKS(lwkt_serialize_array_enter(all, 2, 0), lwkt_serialize_array_exit(all, 2, 0)) // expect: lock-leak
LEAKS_IF(lwkt_serialize_array_try(all, 2, 0), lwkt_serialize_array_exit(all, 2, 0)) // expect: lock-leak

// A thread stays on its CPU.
struct gd { struct softc *gd_softc; };
struct gd *_get_mycpu(void);
TWICE(spin_lock(&_get_mycpu()->gd_softc->spin), spin_lock(&_get_mycpu()->gd_softc->spin)) // expect: recursive-lock
TWICE(lwkt_serialize_enter(SLZ), lwkt_serialize_enter(SLZ)) // expect: recursive-lock
TWICE(lwkt_serialize_enter(SLZ); lwkt_serialize_exit(SLZ), lwkt_serialize_exit(SLZ)) // expect: unlock-not-held
TWICE(ASSERT_SERIALIZED(SLZ), lwkt_serialize_enter(SLZ)) // expect: recursive-lock
TWICE(if (!IS_SERIALIZED(SLZ)) return, lwkt_serialize_enter(SLZ)) // expect: recursive-lock
PAIR(ASSERT_NOT_SERIALIZED(SLZ); lwkt_serialize_enter(SLZ), lwkt_serialize_exit(SLZ))
LEAKS(wlan_serialize_enter(), wlan_serialize_exit()) // expect: lock-leak
LEAKS(_wlan_serialize_enter("f"), _wlan_serialize_exit("f")) // expect: lock-leak
TWICE(wlan_serialize_enter(), wlan_serialize_enter()) // expect: recursive-lock
TWICE(wlan_serialize_enter(); wlan_serialize_exit(), wlan_serialize_exit()) // expect: unlock-not-held

// Tokens are given up by a sleep.
LEAKS(lwkt_gettoken(&sc->tok), lwkt_reltoken(&sc->tok)) // expect: lock-leak
LEAKS(lwkt_gettoken_shared(&sc->tok), lwkt_reltoken(&sc->tok)) // expect: lock-leak
LEAKS_IF(lwkt_trytoken(&sc->tok), lwkt_reltoken(&sc->tok)) // expect: lock-leak
TWICE(lwkt_gettoken(&sc->tok); lwkt_reltoken(&sc->tok), lwkt_reltoken(&sc->tok)) // expect: unlock-not-held
PAIR(lwkt_gettoken(&sc->tok); copyout(sc, 0, 1), lwkt_reltoken(&sc->tok))
KNOWN(lwkt_token_init(&sc->tok, AS_NAME)) // expect: recursive-lock

// Critical sections nest, and sleeping leaves them.
int crit_enter(), crit_exit(), crit_enter_gd(), crit_exit_gd(), crit_enter_quick(),
    crit_exit_quick(), crit_enter_id(), crit_exit_id();
LEAKS(crit_enter(), crit_exit()) // expect: lock-leak
LEAKS(crit_enter_gd(sc->gd), crit_exit_gd(sc->gd)) // expect: lock-leak
LEAKS(crit_enter_quick(0), crit_exit_quick(0)) // expect: lock-leak
LEAKS(crit_enter_id("a"), crit_exit_id("a")) // expect: lock-leak
PAIR(crit_enter(); crit_enter(); tsleep(sc, 0, "w", 0), crit_exit(); crit_exit())

// What the holder of a VM object has is its token.
struct vm_object { struct lwkt_token token; };
int vm_object_hold(), vm_object_hold_shared(), vm_object_hold_try(), vm_object_drop();
int debugvm_object_hold(), debugvm_object_hold_shared(), debugvm_object_hold_try(),
    debugvm_object_drop();
struct vm_object *object;
LEAKS(vm_object_hold(object), vm_object_drop(object)) // expect: lock-leak
LEAKS(vm_object_hold_shared(object), vm_object_drop(object)) // expect: lock-leak
LEAKS_IF(vm_object_hold_try(object), vm_object_drop(object)) // expect: lock-leak
LEAKS(debugvm_object_hold(object), debugvm_object_drop(object)) // expect: lock-leak
LEAKS(debugvm_object_hold_shared(object), debugvm_object_drop(object)) // expect: lock-leak
LEAKS_IF(debugvm_object_hold_try(object), debugvm_object_drop(object)) // expect: lock-leak
