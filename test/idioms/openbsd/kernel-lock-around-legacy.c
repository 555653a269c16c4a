// RUN: %idiom %s
// A handler that runs without the kernel lock takes it around calls that need it.
// Seen in openbsd: sys/dev/pci/if_ix.c, ixgbe_legacy_intr().
// Broken: one branch returns inside.
#include "openbsd.h"

struct ix_softc {
  int status, link;
};
void update_link_status(struct ix_softc *sc);

int ixgbe_intr(void *arg) {
  struct ix_softc *sc = arg;

  if (sc->status == 0)
    return (0);
  if (sc->status & 1) {
    KERNEL_LOCK();
    update_link_status(sc);
#ifdef BROKEN
    if (sc->link == 0)
      return (1); /* expect: lock-leak */
#endif
    KERNEL_UNLOCK();
  }
  return (1);
}
