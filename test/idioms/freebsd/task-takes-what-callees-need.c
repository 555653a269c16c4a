// RUN: %idiom %s
// The task takes the mutex that what it calls asserts; so does the callout, whose
// handle was made with it.
// Seen in freebsd7: sys/dev/usb/uhci.c, uhci_timeout_task() and uhci_abort_xfer();
// sys/dev/re/if_re.c, re_tick(), which re_init() calls too.
// Broken: the task calls it without.
#include "freebsd.h"

static void abort_xfer(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  sc->ready = 0;
}

static void timeout_task(void *arg, int pending) {
  struct softc *sc = arg;

#ifdef BROKEN
  abort_xfer(sc); /* expect: unlock-not-held */
#else
  mtx_lock(&sc->mtx);
  abort_xfer(sc);
  mtx_unlock(&sc->mtx);
#endif
}

static void tick(void *arg) {
  struct softc *sc = arg;

  abort_xfer(sc);
  callout_reset(&sc->callout, 100, tick, sc);
}

void attach(struct softc *sc) {
  mtx_init(&sc->mtx, "sc", NULL, MTX_DEF);
  callout_init_mtx(&sc->callout, &sc->mtx, 0);
  TASK_INIT(&sc->task, 0, timeout_task, sc);
}

void init(struct softc *sc) {
  mtx_lock(&sc->mtx);
  tick(sc);
  mtx_unlock(&sc->mtx);
}
