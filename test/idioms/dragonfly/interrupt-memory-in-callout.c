// RUN: %idiom %s
// A callout takes memory that is kept for interrupts.
// Seen in dragonfly: sys/dev/netif/bwn/bwn/if_bwn_phy_g.c, bwn_lo_calibset().
// Broken: it waits for memory as a process may.
#include "dragonfly.h"

struct cal_softc {
  struct callout timer;
  void *cal;
};

#ifdef BROKEN
#define CAL_WAIT M_WAITOK
#else
#define CAL_WAIT M_INTWAIT
#endif

static void cal_tick(void *arg) {
  struct cal_softc *sc = arg;

  sc->cal = kmalloc(8, 0, CAL_WAIT); /* expect: sleep-in-interrupt */
  callout_reset(&sc->timer, 1, cal_tick, sc);
}

void cal_start(struct cal_softc *sc) {
  callout_init(&sc->timer);
  callout_reset(&sc->timer, 1, cal_tick, sc);
}
