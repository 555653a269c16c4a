// RUN: %idiom %s
// The mode asked for sets the state that decides what follows.
// Seen in openbsd: sys/dev/usb/if_urtw.c, urtw_led_mode0().
// Broken: the mode whose state waits is asked for under the mutex.
#include "openbsd.h"

struct led_softc {
  struct mutex mtx;
  int state;
};

static void led_set(struct led_softc *sc, int mode) {
  switch (mode) {
  case 1:
    sc->state = 10;
    break;
  case 2:
    sc->state = 20;
    break;
  }
  switch (sc->state) {
  case 10:
    tsleep(sc, 0, "led", 100);
    break;
  case 20:
    sc->state = 21;
    break;
  }
}

void led_transmit(struct led_softc *sc) {
  mtx_enter(&sc->mtx);
#ifdef BROKEN
  led_set(sc, 1); /* expect: sleep-under-lock */
#else
  led_set(sc, 2);
#endif
  mtx_leave(&sc->mtx);
}
