// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

struct cb_ops {
  int (*cb_close)(unsigned long dev, int flag, int otyp, void *credp);
};
struct dev_ops {
  int (*devo_attach)(dev_info_t *dip, int cmd);
  int (*devo_detach)(dev_info_t *dip, int cmd);
};
int ddi_can_receive_sig(void);

struct soft {
  kmutex_t lock;
  kcondvar_t drained, limited, idle, quiet, asked, resumed;
  int pending, running, users, suspended;
  timeout_id_t tid;
} soft;

static uint_t intr(caddr_t arg) {
  struct soft *sp = (struct soft *)arg;

  mutex_enter(&sp->lock);
  sp->pending = sp->running = 0;
  cv_broadcast(&sp->idle);
  cv_broadcast(&sp->quiet);
  mutex_exit(&sp->lock);
  return (1);
}

// Something else than the device wakes, too.
static void watchdog(void *arg) {
  struct soft *sp = arg;

  mutex_enter(&sp->lock);
  sp->running = 0;
  cv_broadcast(&sp->quiet);
  mutex_exit(&sp->lock);
}

void attach(struct soft *sp, dev_info_t *dip) {
  ddi_add_intr(dip, 0, 0, 0, intr, (caddr_t)sp);
  sp->tid = timeout(watchdog, sp, 100);
}

static int drain(struct soft *sp) {
  while (sp->pending)
    if (cv_wait_sig(&sp->drained, &sp->lock) == 0) // expect: unkillable-wait
      return (4);
  return (0);
}

static int close_bad(unsigned long dev, int flag, int otyp, void *credp) {
  struct soft *sp = &soft;
  int error;

  mutex_enter(&sp->lock);
  error = drain(sp);
  mutex_exit(&sp->lock);
  return (error);
}

static int close_limited(unsigned long dev, int flag, int otyp, void *credp) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  while (sp->pending)
    if (cv_reltimedwait_sig(&sp->limited, &sp->lock, 100, 0) <= 0)
      break;
  mutex_exit(&sp->lock);
  return (0);
}

static int close_asks(unsigned long dev, int flag, int otyp, void *credp) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  while (sp->pending)
    if (!ddi_can_receive_sig()) {
      if (cv_reltimedwait(&sp->asked, &sp->lock, 100, 0) == -1)
        break;
    } else if (cv_wait_sig(&sp->asked, &sp->lock) == 0)
      break;
  mutex_exit(&sp->lock);
  return (0);
}

// A timeout is set up that ends the wait.
static int close_timer(unsigned long dev, int flag, int otyp, void *credp) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  sp->tid = timeout(watchdog, sp, 100);
  while (sp->running)
    if (cv_wait_sig(&sp->quiet, &sp->lock) == 0)
      break;
  mutex_exit(&sp->lock);
  return (0);
}

static int attach_resumes(dev_info_t *dip, int cmd) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  sp->suspended = 0;
  cv_broadcast(&sp->resumed);
  mutex_exit(&sp->lock);
  return (0);
}

// The system resumes what it has suspended; the assumption says so.
static int close_suspended(unsigned long dev, int flag, int otyp, void *credp) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  while (sp->suspended)
    if (cv_wait_sig(&sp->resumed, &sp->lock) == 0) // expect: unkillable-wait
      break;
  mutex_exit(&sp->lock);
  return (0);
}

static int detach_bad(dev_info_t *dip, int cmd) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  while (sp->running)
    cv_wait(&sp->idle, &sp->lock); // expect: unkillable-wait
  mutex_exit(&sp->lock);
  return (0);
}

// The watchdog wakes it.
static int detach_ok(dev_info_t *dip, int cmd) {
  struct soft *sp = &soft;

  mutex_enter(&sp->lock);
  while (sp->running)
    cv_wait(&sp->quiet, &sp->lock);
  mutex_exit(&sp->lock);
  return (0);
}

static struct cb_ops ops[] = {{close_suspended}, 
    {close_bad}, {close_limited}, {close_asks}, {close_timer}};
static struct dev_ops devs[] = {{attach_resumes, detach_bad}, {0, detach_ok}};
