// RUN: %idiom %s
// A bus method is called with and without the driver's mutex: what mtx_owned() says
// is kept in a local and asked again at the end.
// Seen in freebsd10: sys/dev/usb/net/if_axe.c, axe_miibus_readreg().
// Broken: the test at the end is inverted.
#include "freebsd.h"

struct axe_softc {
  struct mtx sc_mtx;
  int value;
};
#define AXE_LOCK(sc) mtx_lock(&(sc)->sc_mtx)
#define AXE_UNLOCK(sc) mtx_unlock(&(sc)->sc_mtx)
void *device_get_softc(device_t dev);

int axe_miibus_readreg(device_t dev, int reg) {
  struct axe_softc *sc = device_get_softc(dev);
  int locked, value;

  locked = mtx_owned(&sc->sc_mtx);
  if (!locked)
    AXE_LOCK(sc);
  value = sc->value + reg;
#ifdef BROKEN
  if (locked)
#else
  if (!locked)
#endif
    AXE_UNLOCK(sc);
  return (value); /* expect: lock-leak */
}
