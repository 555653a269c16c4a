// RUN: %idiom %s
// A framework keeps a pointer to its driver's lock, and sleeps without one where
// there is none: never under the lock of a driver that gave it.
// Seen in FreeBSD: sys/dev/usb/usb_util.c, usb_pause_mtx().
// Broken: the driver pauses by itself.
#include "freebsd.h"

struct ether {
  struct mtx *lock;
  int links;
};
struct foo_softc {
  struct ether ether;
  struct mtx mtx;
  int reset;
};

static void pause_mtx(struct mtx *mtx) {
  if (mtx != NULL)
    mtx_unlock(mtx);
  tsleep(&pause_mtx, 0, "pause", 1);
  if (mtx != NULL)
    mtx_lock(mtx);
}

void ether_pause(struct ether *e) { pause_mtx(e->lock); }

void foo_attach(struct foo_softc *sc) {
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  sc->ether.lock = &sc->mtx;
}

int foo_reset(struct foo_softc *sc) {
  mtx_lock(&sc->mtx);
  sc->reset = 1;
#ifdef BROKEN
  tsleep(sc, 0, "reset", 1); /* expect: sleep-under-lock */
#else
  ether_pause(&sc->ether);
#endif
  sc->reset = 0;
  mtx_unlock(&sc->mtx);
  return (0);
}
