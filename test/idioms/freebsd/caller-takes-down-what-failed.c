// RUN: %idiom %s
// What could only be set up in part is taken down by the caller, which asks whether
// each lock was made.
// Seen in freebsd10: sys/dev/mfi/mfi.c, mfi_attach(), and mfi_pci.c.
// Broken: the caller returns at once.
#include "freebsd.h"

struct mfi_softc {
  struct mtx io_lock;
  int cmds;
};
int map(struct mfi_softc *sc);

static int setup(struct mfi_softc *sc) {
  mtx_init(&sc->io_lock, "io", 0, MTX_DEF);
  if (map(sc))
    return (6); /* expect: lock-lifetime */
  if (sc->cmds == 0) {
    mtx_destroy(&sc->io_lock);
    return (12);
  }
  return (0);
}

static void takedown(struct mfi_softc *sc) {
  if (mtx_initialized(&sc->io_lock))
    mtx_destroy(&sc->io_lock);
}

int pci_attach(struct mfi_softc *sc) {
  int error = setup(sc);

#ifndef BROKEN
  if (error)
    takedown(sc);
#endif
  return (error);
}

int pci_detach(struct mfi_softc *sc) {
  takedown(sc);
  return (0);
}
