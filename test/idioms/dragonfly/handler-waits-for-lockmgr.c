// RUN: %idiom %s
// An interrupt thread may wait for a lock that allows sleeping; it must not sleep for
// memory with a spinlock.
// Seen in dragonfly: sys/dev/disk/mpt/mpt_pci.c, mpt_pci_intr(), and sys/dev/disk/mpt/mpt.h.
// Broken: it takes the lock again in what it calls.
#include "dragonfly.h"
#define MPT_LOCK(mpt) lockmgr(&(mpt)->lk, LK_EXCLUSIVE)
#define MPT_UNLOCK(mpt) lockmgr(&(mpt)->lk, LK_RELEASE)

static void mpt_intr(struct softc *mpt) {
#ifdef BROKEN
  MPT_LOCK(mpt);
#endif
  mpt->ready = 1;
#ifdef BROKEN
  MPT_UNLOCK(mpt);
#endif
}

static void mpt_pci_intr(void *arg) {
  struct softc *mpt = arg;

  MPT_LOCK(mpt);
  mpt_intr(mpt); /* expect: recursive-lock */
  MPT_UNLOCK(mpt);
}

int mpt_attach(device_t dev, struct softc *mpt) {
  lockinit(&mpt->lk, "mpt", 0, 0);
  return (bus_setup_intr(dev, mpt->irq, INTR_MPSAFE, mpt_pci_intr, mpt, &mpt->cookie, NULL));
}
