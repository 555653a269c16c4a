// RUN: %locktidy check --level=advice %s -- %kernel-illumos | FileCheck --implicit-check-not=warning: %s
// Who else than the device wakes may end the wait, or not.
#include "illumos.h"

struct cb_ops {
  int (*cb_open)(void);
  int (*cb_close)(unsigned long dev, int flag, int otyp, void *credp);
};
struct dev_ops {
  int (*devo_attach)(dev_info_t *dip, int cmd);
};
struct soft {
  kmutex_t lock;
  kcondvar_t ticked, resumed;
  int busy, suspended;
  timeout_id_t tid;
} soft;

static void tick(void *arg) {
  struct soft *sp = arg;

  mutex_enter(&sp->lock);
  sp->busy = 0;
  cv_broadcast(&sp->ticked);
  mutex_exit(&sp->lock);
}

void begin(struct soft *sp) {
  sp->busy = 1;
  sp->tid = timeout(tick, sp, 100);
}

// CHECK: :[[#@LINE+5]]:{{.*}} advice: 'cv_wait_sig' waits without end in close routine
// CHECK: assumes that 'tick' (timeout handler) does not end it
static int close_ticks(unsigned long dev, int flag, int otyp, void *credp) {
  mutex_enter(&soft.lock);
  while (soft.busy)
    if (cv_wait_sig(&soft.ticked, &soft.lock) == 0)
      break;
  mutex_exit(&soft.lock);
  return (0);
}

static int attach(dev_info_t *dip, int cmd) {
  mutex_enter(&soft.lock);
  soft.suspended = 0;
  cv_broadcast(&soft.resumed);
  mutex_exit(&soft.lock);
  return (0);
}

// It may be that the system resumes what it has suspended.
// CHECK: :[[#@LINE+5]]:{{.*}} advice: 'cv_wait_sig' waits without end in close routine
// CHECK: assumes that 'attach' (attach routine) does not end it
static int close_suspended(unsigned long dev, int flag, int otyp, void *credp) {
  mutex_enter(&soft.lock);
  while (soft.suspended)
    if (cv_wait_sig(&soft.resumed, &soft.lock) == 0)
      break;
  mutex_exit(&soft.lock);
  return (0);
}

static struct cb_ops ops[] = {{0, close_ticks}, {0, close_suspended}};
static struct dev_ops devs = {attach};
