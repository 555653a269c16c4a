// Until a device is published nobody else wants its mutex, and nobody waits for memory
// with the thread that has it; but the routine also resumes a device, which others know.
// A handler that only tries the mutex does not wait for memory.
// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %locktidy check --fail-on=never %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/kmem.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

typedef struct soft {
  ddi_intr_handle_t intr;
  kmutex_t lock, tried;
  void *buf;
} soft_t;
static soft_t *the_soft;
static kmutex_t all_lock;
static void *all;
static struct {
  kmutex_t lock;
} table;

static uint_t handler(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock);
  sp->buf = NULL;
  mutex_exit(&sp->lock);
  if (mutex_tryenter(&sp->tried))
    mutex_exit(&sp->tried);
  return (DDI_INTR_CLAIMED);
}

static void resume(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
}

static int attach(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = the_soft;

  if (cmd == DDI_RESUME) {
    resume(sp);
    return (DDI_SUCCESS);
  }
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->lock);
  // Other devices want this one.
  mutex_enter(&all_lock);
  all = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&all_lock);
  mutex_enter(&table.lock);
  all = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&table.lock);
  (void) ddi_intr_add_handler(sp->intr, handler, sp, NULL);
  mutex_enter(&sp->lock);
  // CHECK: [[@LINE+1]]:{{.*}} mutex 'sp->lock' {{.*}}; handler 'handler' takes it too
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
  // The handler does without where it is held.
  mutex_enter(&sp->tried);
  // CHECK: [[@LINE+1]]:{{.*}} mutex 'sp->tried' (threads that need the mutex, interrupt threads too, wait as long) [locktidy
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->tried);
  return (DDI_SUCCESS);
}

// The same, written as a switch: what both do is not done alone either.
static int attach_switch(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = the_soft;

  switch (cmd) {
  case DDI_ATTACH:
    mutex_enter(&sp->lock);
    sp->buf = kmem_alloc(64, KM_SLEEP);
    mutex_exit(&sp->lock);
    break;
  case DDI_RESUME:
    break;
  default:
    return (DDI_FAILURE);
  }
  mutex_enter(&sp->tried);
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->tried);
  return (DDI_SUCCESS);
}

// Nobody resumes the device of a driver that never asks, or that refuses.
static int attach_never(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = the_soft;

  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->lock);
  return (DDI_SUCCESS);
}

static int attach_refused(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = the_soft;

  if (cmd != DDI_ATTACH)
    return (DDI_FAILURE);
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->lock);
  return (DDI_SUCCESS);
}

static int attach_shared(dev_info_t *dip, ddi_attach_cmd_t cmd);
static int attach_told(dev_info_t *dip, ddi_attach_cmd_t cmd);
struct dev_ops shared_ops = {.devo_attach = attach_shared};
struct dev_ops told_ops = {.devo_attach = attach_told};
struct dev_ops switch_ops = {.devo_attach = attach_switch};
struct dev_ops never_ops = {.devo_attach = attach_never};
struct dev_ops refused_ops = {.devo_attach = attach_refused};
struct dev_ops soft_ops = {
  .devo_attach = attach,
};

// What is shared behind the question is done for a new device, too.
static int attach_shared(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = the_soft;

  if (sp != NULL && cmd == DDI_RESUME) {
    mutex_enter(&sp->lock);
    sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
    mutex_exit(&sp->lock);
  }
  mutex_enter(&sp->tried);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->tried);
  (void) ddi_intr_add_handler(sp->intr, handler, sp, NULL);
  return (DDI_SUCCESS);
}

// A function that is told asks.
static int attach_common(soft_t *sp, ddi_attach_cmd_t cmd) {
  if (cmd == DDI_RESUME) {
    mutex_enter(&sp->lock);
    sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
    mutex_exit(&sp->lock);
    return (DDI_SUCCESS);
  }
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->lock);
  (void) ddi_intr_add_handler(sp->intr, handler, sp, NULL);
  return (DDI_SUCCESS);
}
static int attach_told(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  return (attach_common(the_soft, cmd));
}
