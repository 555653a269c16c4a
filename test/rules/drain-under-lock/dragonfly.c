// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

struct sc {
  struct lock lk;
  struct callout tick, locked;
  int n;
};

static void tick(void *arg) {
  struct sc *sc = arg;

  lockmgr(&sc->lk, LK_EXCLUSIVE);
  sc->n++;
  lockmgr(&sc->lk, LK_RELEASE);
}

static void locked(void *arg) { ((struct sc *)arg)->n++; }

void attach(struct sc *sc) {
  callout_init_mp(&sc->tick);
  callout_init_lk(&sc->locked, &sc->lk);
  callout_reset(&sc->tick, 1, tick, sc);
  callout_reset(&sc->locked, 1, locked, sc);
}

void detach_bad(struct sc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  callout_cancel(&sc->tick); // expect: drain-under-lock
  lockmgr(&sc->lk, LK_RELEASE);
}

// The wait for the lock that goes with the callout is cancelled.
void detach_good(struct sc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  callout_cancel(&sc->locked);
  lockmgr(&sc->lk, LK_RELEASE);
  callout_cancel(&sc->tick);
}
