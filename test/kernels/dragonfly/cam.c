// The lock of a disk controller.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
void cam_sim_lock(struct lock *lock);
void cam_sim_unlock(struct lock *lock);
int cam_sim_cond_lock(struct lock *lock);
void cam_sim_cond_unlock(struct lock *lock, int doun);
int sim_lock_sleep(void *ident, int flags, const char *wmesg, int timo, struct lock *lock);

LEAKS(cam_sim_lock(&sc->lk), cam_sim_unlock(&sc->lk)) // expect: lock-leak
TWICE(cam_sim_lock(&sc->lk); cam_sim_unlock(&sc->lk), cam_sim_unlock(&sc->lk)) // expect: unlock-not-held
UNDER(cam_sim_lock(&sc->lk); cam_sim_unlock(&sc->lk)) // expect: sleep-under-lock
PAIR(int taken = cam_sim_cond_lock(&sc->lk), cam_sim_cond_unlock(&sc->lk, taken))
LEAKS_IF(cam_sim_cond_lock(&sc->lk), cam_sim_cond_unlock(&sc->lk, 1)) // expect: lock-leak
TWICE(cam_sim_lock(&sc->lk); cam_sim_cond_unlock(&sc->lk, 1), cam_sim_unlock(&sc->lk)) // expect: unlock-not-held
UNDER(sim_lock_sleep(sc, 0, "w", 1, &sc->lk)) // expect: sleep-under-lock
void sim_lock_assert_owned(struct lock *lock);
// Whoever had it before, it is held from there on.
void owned_either_way(struct softc *sc) { int taken = cam_sim_cond_lock(&sc->lk); sim_lock_assert_owned(&sc->lk); cam_sim_cond_unlock(&sc->lk, taken); }
void within(struct softc *sc) { cam_sim_lock(&sc->lk); owned_either_way(sc); sim_lock_assert_owned(&sc->lk); cam_sim_unlock(&sc->lk); }
