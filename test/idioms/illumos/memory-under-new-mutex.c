// RUN: %idiom %s
// Attach initialises a mutex, and allocates under it before anybody can know it.
// Seen in illumos: usr/src/uts/common/io/sata/adapters/si3124/si3124.c,
// si_alloc_port_state().
// Broken: the handler that takes the mutex is registered before.
#include "illumos.h"

struct port {
  kmutex_t mutex;
  ddi_intr_handle_t intr;
  void *pool, *table;
};

static uint_t port_intr(caddr_t arg1, caddr_t arg2) {
  struct port *p = (struct port *)arg1;

  mutex_enter(&p->mutex);
  p->table = NULL;
  mutex_exit(&p->mutex);
  return (DDI_INTR_CLAIMED);
}

int port_attach(dev_info_t *dip, struct port *p) {
  int error = 0;

  mutex_init(&p->mutex, NULL, MUTEX_DRIVER, NULL);
#ifdef BROKEN
  if (ddi_intr_add_handler(p->intr, port_intr, p, NULL) != DDI_SUCCESS)
    return (-1);
#endif
  mutex_enter(&p->mutex);
  error = ddi_dma_alloc_handle(dip, NULL, DDI_DMA_SLEEP, NULL, &p->pool); /* expect: sleeping-alloc-under-lock */
  if (error == DDI_SUCCESS)
    error = ddi_dma_alloc_handle(dip, NULL, DDI_DMA_SLEEP, NULL, &p->table);
  mutex_exit(&p->mutex);
  return (error);
}
