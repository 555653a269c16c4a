// RUN: %idiom %s
// A driver that serves high-level interrupts initialises the handler's mutex with the
// interrupt's cookie and does the rest in a soft interrupt.
// Seen in illumos: usr/src/uts/common/io/mega_sas/megaraid_sas.c, megasas_attach() and
// megasas_isr().
// Broken: the handler takes the mutex of the soft interrupt.
#include "illumos.h"

struct mega {
  kmutex_t completed_mtx, cmd_mtx;
  dev_info_t *dip;
  ddi_iblock_cookie_t iblock;
  ddi_softintr_t soft;
  int level, done;
};
void ddi_trigger_softintr(ddi_softintr_t);

static uint_t megasas_isr(caddr_t arg) {
  struct mega *m = (struct mega *)arg;

#ifdef BROKEN
  mutex_enter(&m->cmd_mtx); /* expect: high-level-mutex */
  m->done++;
  mutex_exit(&m->cmd_mtx);
#else
  mutex_enter(&m->completed_mtx);
  m->done++;
  mutex_exit(&m->completed_mtx);
#endif
  ddi_trigger_softintr(m->soft);
  return (DDI_INTR_CLAIMED);
}

static uint_t megasas_softintr(caddr_t arg) {
  struct mega *m = (struct mega *)arg;

  mutex_enter(&m->cmd_mtx);
  m->level = 0;
  mutex_exit(&m->cmd_mtx);
  return (DDI_INTR_CLAIMED);
}

int megasas_attach(struct mega *m) {
  mutex_init(&m->cmd_mtx, NULL, MUTEX_DRIVER, NULL);
  mutex_init(&m->completed_mtx, NULL, MUTEX_DRIVER, m->iblock);
  if (ddi_intr_hilevel(m->dip, 0)) {
    (void)ddi_add_softintr(m->dip, 2, &m->soft, NULL, NULL, megasas_softintr, (caddr_t)m);
    return (ddi_add_intr(m->dip, 0, NULL, NULL, megasas_isr, (caddr_t)m));
  }
  return (-1);
}
