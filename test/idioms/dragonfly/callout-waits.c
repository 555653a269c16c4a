// RUN: %idiom %s
// A callout runs in a thread, and may wait with its lockmgr lock.
// Seen in dragonfly: sys/dev/netif/ral/rt2560.c, rt2560_watchdog().
// Broken: it waits with a spinlock.
#include "dragonfly.h"

struct tick_softc {
  struct callout timer;
  struct lock lk;
  struct spinlock spin;
  int idle;
};
void callout_init_lk(struct callout *c, struct lock *lk);

static void tick(void *arg) {
  struct tick_softc *sc = arg;

#ifdef BROKEN
  spin_lock(&sc->spin);
#endif
  while (!sc->idle)
    lksleep(sc, &sc->lk, 0, "tick", 10); /* expect: sleep-under-lock */
#ifdef BROKEN
  spin_unlock(&sc->spin);
#endif
  callout_reset(&sc->timer, 1, tick, sc);
}

void tick_start(struct tick_softc *sc) {
  callout_init_lk(&sc->timer, &sc->lk);
  callout_reset(&sc->timer, 1, tick, sc);
}
