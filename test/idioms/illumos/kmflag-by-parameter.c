// RUN: %idiom %s
// A helper allocates with the flag that its caller's parameter selects; the interrupt
// handler asks for one that does not sleep.
// Seen in illumos: usr/src/uts/common/io/sfe/sfe_util.c, gem_get_rxbuf() and its callers.
// Broken: the handler asks for one that may.
#include "illumos.h"

struct gem {
  kmutex_t intrlock;
  ddi_iblock_cookie_t iblock;
  dev_info_t *dip;
  void *freelist;
};

static void *gem_get_rxbuf(struct gem *dp, int cansleep) {
  void *rbp = dp->freelist;

  if (rbp)
    return (rbp);
  return (kmem_zalloc(32, cansleep ? KM_SLEEP : KM_NOSLEEP)); /* expect: sleep-in-interrupt */
}

static uint_t gem_intr(caddr_t arg) {
  struct gem *dp = (struct gem *)arg;

  mutex_enter(&dp->intrlock);
#ifdef BROKEN
  (void)gem_get_rxbuf(dp, B_TRUE); /* expect: sleeping-alloc-under-lock */
#else
  (void)gem_get_rxbuf(dp, 0);
#endif
  mutex_exit(&dp->intrlock);
  return (DDI_INTR_CLAIMED);
}

int gem_attach(struct gem *dp) {
  (void)gem_get_rxbuf(dp, B_TRUE);
  return (ddi_add_intr(dp->dip, 0, &dp->iblock, NULL, gem_intr, (caddr_t)dp));
}
