// RUN: %idiom %s
// A reader sleeps until there is data, and tests again when it was woken.
// Seen in openbsd: sys/dev/usb/uhid.c, uhid_do_read().
// Broken: it tests once.
#include "openbsd.h"

struct uhid_softc {
  struct mutex sc_mtx;
  int sc_cc;
};

int uhid_do_read(struct uhid_softc *sc) {
  int error = 0;

  mtx_enter(&sc->sc_mtx);
#ifdef BROKEN
  if (sc->sc_cc == 0)
#else
  while (sc->sc_cc == 0 && error == 0)
#endif
    error = msleep_nsec(&sc->sc_cc, &sc->sc_mtx, PCATCH, "uhid", INFSLP); /* expect: wait-not-in-loop */
  if (error == 0)
    sc->sc_cc--;
  mtx_leave(&sc->sc_mtx);
  return (error);
}
