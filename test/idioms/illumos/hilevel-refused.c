// RUN: %idiom %s
// A driver that does not serve high-level interrupts says so and fails to attach; its
// handler may take an adaptive mutex.
// Seen in illumos: usr/src/uts/common/io/pcn/pcn.c, pcn_attach().
// Broken: the question is asked and nothing follows from the answer.
#include "illumos.h"

struct pcn {
  kmutex_t pcn_intrlock;
  ddi_iblock_cookie_t pcn_icookie;
  int pcn_hi;
};

static uint_t pcn_intr(caddr_t arg) {
  struct pcn *pcnp = (struct pcn *)arg;

  mutex_enter(&pcnp->pcn_intrlock); /* expect: high-level-mutex */
  mutex_exit(&pcnp->pcn_intrlock);
  return (DDI_INTR_CLAIMED);
}

int pcn_attach(dev_info_t *dip, struct pcn *pcnp) {
  mutex_init(&pcnp->pcn_intrlock, NULL, MUTEX_DRIVER, NULL);
#ifdef BROKEN
  if (ddi_intr_hilevel(dip, 0) == 0)
    return (-1);
#else
  if (ddi_intr_hilevel(dip, 0) != 0)
    return (-1);
#endif
  return (ddi_add_intr(dip, 0, &pcnp->pcn_icookie, NULL, pcn_intr, (caddr_t)pcnp));
}
