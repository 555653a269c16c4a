// RUN: %idiom %s
// An object may have been given its user's lock or not. Freeing one waits for the
// last reference, with that lock as the interlock or with one of its own.
// Seen in FreeBSD: sys/cam/cam_sim.c, cam_sim_free().
// Broken: the user sleeps by itself.
#include "freebsd.h"

struct sim {
  struct mtx *lock;
  int refs;
};
struct foo_softc {
  struct sim *sim;
  struct mtx mtx;
};
static struct mtx sim_mtx;

void sim_free(struct sim *sim) {
  struct mtx *mtx = sim->lock;

  if (mtx != NULL) {
    mtx_assert(mtx, MA_OWNED);
  } else {
    mtx = &sim_mtx;
    mtx_lock(mtx);
  }
  sim->refs--;
  while (sim->refs > 0)
    msleep(sim, mtx, 0, "simfree", 0);
  if (sim->lock == NULL)
    mtx_unlock(mtx);
}

void sim_init(struct sim *sim, struct mtx *lock) { sim->lock = lock; }
void sim_init_own(struct sim *sim) { sim_init(sim, NULL); }

void foo_detach(struct foo_softc *sc) {
  mtx_lock(&sc->mtx);
#ifdef BROKEN
  tsleep(sc, 0, "detach", 1); /* expect: sleep-under-lock */
#endif
  sim_free(sc->sim);
  mtx_unlock(&sc->mtx);
}
