// RUN: %locktidy graph --all --solved %s -- %illumos | FileCheck %s
// Handlers with the context in which the kernel calls them; what the program
// asks about an interrupt's level counts.
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi_intr.h>
#include <sys/sunddi.h>

typedef struct {
  kmutex_t lock;
  dev_info_t *dip;
  ddi_intr_handle_t h;
} soft_t;

static uint_t any_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t high_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t low_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t old_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t soft_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }

void not_asked(soft_t *sp) {
  (void) ddi_intr_add_handler(sp->h, any_intr, sp, NULL);
}

int by_priority(soft_t *sp) {
  uint_t pri;

  if (ddi_intr_get_pri(sp->h, &pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (pri >= ddi_intr_get_hilevel_pri())
    return (ddi_intr_add_handler(sp->h, high_intr, sp, NULL));
  return (ddi_intr_add_handler(sp->h, low_intr, sp, NULL));
}

void by_level(soft_t *sp) {
  if (ddi_intr_hilevel(sp->dip, 0))
    (void) ddi_intr_add_handler(sp->h, old_intr, sp, NULL);
}

static int add(soft_t *sp, ddi_intr_handler_t *handler) {
  ddi_softint_handle_t h;

  return (ddi_intr_add_softint(sp->dip, &h, DDI_INTR_SOFTPRI_MIN, handler, sp));
}

void by_helper(soft_t *sp) {
  (void) add(sp, soft_intr);
}

void inits(soft_t *sp, uint_t pri) {
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, DDI_INTR_PRI(pri));
}
