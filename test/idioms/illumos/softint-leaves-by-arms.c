// RUN: %idiom %s
// A soft interrupt's handler returns from one arm, releases in two others and falls out
// of a third; the work after the release is done without the mutex.
// Seen in illumos: usr/src/uts/common/io/dmfe/dmfe_main.c, dmfe_factotum().
// Broken: no arm fits, and nothing releases.
#include "illumos.h"

struct dmfe {
  kmutex_t oplock[1];
  ddi_softintr_t factotum_id;
  ddi_iblock_cookie_t iblk;
  dev_info_t *devinfo;
  int suspended, chip_state, need_setup;
};
void mii_reset(struct dmfe *);

static uint_t dmfe_factotum(caddr_t arg) {
  struct dmfe *dmfep = (void *)arg;

  mutex_enter(dmfep->oplock);
  if (dmfep->suspended) {
    mutex_exit(dmfep->oplock);
    return (DDI_INTR_CLAIMED);
  }
  if (dmfep->chip_state == 2) {
    mutex_exit(dmfep->oplock);
    mii_reset(dmfep);
  } else if (dmfep->need_setup) {
    dmfep->need_setup = 0;
    mutex_exit(dmfep->oplock);
#ifndef BROKEN
  } else {
    mutex_exit(dmfep->oplock);
#endif
  }
  return (DDI_INTR_CLAIMED); /* expect: lock-leak */
}

int dmfe_attach(struct dmfe *dmfep) {
  return (ddi_add_softintr(dmfep->devinfo, 1, &dmfep->factotum_id, &dmfep->iblk, NULL,
                           dmfe_factotum, (caddr_t)dmfep));
}
