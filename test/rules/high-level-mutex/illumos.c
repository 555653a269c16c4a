// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

typedef struct soft {
  dev_info_t *dip;
  ddi_intr_handle_t intr;
  ddi_softint_handle_t soft;
  uint_t pri;
  kmutex_t lock;   // NULL cookie: adaptive
  kmutex_t hilock; // the interrupt's priority: spins when that is high-level
  int n;
} soft_t;

static uint_t high_bad(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock); // expect: high-level-mutex
  sp->n++;
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

static void count(soft_t *sp) {
  mutex_enter(&sp->lock); // expect: high-level-mutex
  sp->n++;
  mutex_exit(&sp->lock);
}

static uint_t high_helper_bad(caddr_t arg1, caddr_t arg2) {
  count((soft_t *)arg1);
  return (DDI_INTR_CLAIMED);
}

static uint_t high_spin_ok(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->hilock);
  sp->n++;
  mutex_exit(&sp->hilock);
  (void) ddi_intr_trigger_softint(sp->soft, NULL);
  return (DDI_INTR_CLAIMED);
}

static uint_t soft_ok(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->hilock);
  mutex_exit(&sp->hilock);
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

static uint_t normal_ok(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock);
  sp->n++;
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

int attach(soft_t *sp) {
  uint_t pri;

  if (ddi_intr_get_pri(sp->intr, &pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  mutex_init(&sp->hilock, NULL, MUTEX_DRIVER, DDI_INTR_PRI(pri));
  if (ddi_intr_add_softint(sp->dip, &sp->soft, DDI_INTR_SOFTPRI_MIN, soft_ok,
                           sp) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (pri >= ddi_intr_get_hilevel_pri())
    return (ddi_intr_add_handler(sp->intr, high_spin_ok, sp, NULL));
  return (ddi_intr_add_handler(sp->intr, normal_ok, sp, NULL));
}

int attach_bad(soft_t *sp) {
  uint_t pri;

  if (ddi_intr_get_pri(sp->intr, &pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (pri >= ddi_intr_get_hilevel_pri())
    return (ddi_intr_add_handler(sp->intr, high_bad, sp, NULL));
  return (DDI_FAILURE);
}

// The older question, about an interrupt's number.
int attach_number_bad(soft_t *sp) {
  if (ddi_intr_hilevel(sp->dip, 0) != 0)
    return (ddi_intr_add_handler(sp->intr, high_helper_bad, sp, NULL));
  return (DDI_FAILURE);
}

// The priority is kept.
static uint_t kept_bad(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock); // expect: high-level-mutex
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

int attach_kept_bad(soft_t *sp) {
  if (ddi_intr_get_pri(sp->intr, &sp->pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (sp->pri < ddi_intr_get_hilevel_pri())
    return (DDI_FAILURE);
  return (ddi_intr_add_handler(sp->intr, kept_bad, sp, NULL));
}

// Refuses high-level interrupts: the handler is never one.
static uint_t refused_ok(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

int attach_refuses_ok(soft_t *sp) {
  uint_t pri;

  if (ddi_intr_get_pri(sp->intr, &pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (pri >= ddi_intr_get_hilevel_pri())
    return (DDI_FAILURE);
  return (ddi_intr_add_handler(sp->intr, refused_ok, sp, NULL));
}
