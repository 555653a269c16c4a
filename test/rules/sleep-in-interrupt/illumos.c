// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/kmem.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

typedef struct soft {
  dev_info_t *dip;
  ddi_intr_handle_t intr;
  ddi_softint_handle_t soft;
  ddi_taskq_t *taskq;
  kmutex_t lock;
  kcondvar_t cv;
  void *buf;
  int ready;
} soft_t;

static uint_t handler_bad(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock); // expect: sleep-in-interrupt
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

// Once in the handler's way: the first sleep tells.
static void settle(void) {
  delay(1); // expect: sleep-in-interrupt
  delay(2);
}

static uint_t soft_bad(caddr_t arg1, caddr_t arg2) {
  settle();
  return (DDI_INTR_CLAIMED);
}

static uint_t alloc_bad(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleep-in-interrupt
  return (DDI_INTR_CLAIMED);
}

static void task_ok(void *arg) {
  soft_t *sp = arg;

  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock);
  mutex_exit(&sp->lock);
}

static void tick_ok(void *arg) {
  soft_t *sp = arg;

  mutex_enter(&sp->lock);
  cv_broadcast(&sp->cv);
  mutex_exit(&sp->lock);
}

static void refill(soft_t *sp, int how) { sp->buf = kmem_alloc(64, how); }

static uint_t handler_ok(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  drv_usecwait(10);
  refill(sp, KM_NOSLEEP);
  (void) ddi_taskq_dispatch(sp->taskq, task_ok, sp, DDI_NOSLEEP);
  return (DDI_INTR_CLAIMED);
}

void thread_ok(soft_t *sp) {
  refill(sp, KM_SLEEP);
  (void) timeout(tick_ok, sp, drv_usectohz(1000));
}

int attach(soft_t *sp) {
  if (ddi_intr_add_handler(sp->intr, handler_bad, sp, NULL) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (ddi_intr_add_handler(sp->intr, alloc_bad, sp, NULL) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (ddi_intr_add_softint(sp->dip, &sp->soft, DDI_INTR_SOFTPRI_MIN, soft_bad,
                           sp) != DDI_SUCCESS)
    return (DDI_FAILURE);
  return (ddi_intr_add_handler(sp->intr, handler_ok, sp, NULL));
}
