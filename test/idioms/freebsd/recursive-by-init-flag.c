// RUN: %idiom %s
// A mutex made with MTX_RECURSE is taken by a function and by what it calls.
// Seen in freebsd10: sys/dev/usb/input/ums.c, ums_attach(), and sys/dev/kbdmux/kbdmux.c.
// Broken: it is made without that flag.
#include "freebsd.h"

struct ums_softc {
  struct mtx sc_mtx;
  int sc_iq;
};

void ums_attach(struct ums_softc *sc) {
#ifdef BROKEN
  mtx_init(&sc->sc_mtx, "ums lock", NULL, MTX_DEF);
#else
  mtx_init(&sc->sc_mtx, "ums lock", NULL, MTX_DEF | MTX_RECURSE);
#endif
}

static void ums_put_queue(struct ums_softc *sc) {
  mtx_lock(&sc->sc_mtx);
  sc->sc_iq++;
  mtx_unlock(&sc->sc_mtx);
}

void ums_intr(struct ums_softc *sc) {
  mtx_lock(&sc->sc_mtx);
  ums_put_queue(sc); /* expect: recursive-lock */
  mtx_unlock(&sc->sc_mtx);
}
