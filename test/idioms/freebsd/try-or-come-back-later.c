// RUN: %idiom %s
// A task that cannot get the lock queues itself again and returns.
// Seen in freebsd10: sys/dev/drm2/i915/i915_gem.c, i915_gem_retire_task_handler().
// Broken: the task that found the device idle returns with the lock.
#include "freebsd.h"
int taskqueue_enqueue(struct taskqueue *queue, struct task *task);

struct drm_device {
  struct sx dev_struct_lock;
  struct taskqueue *tq;
  struct task retire_task;
  int busy;
};

static void retire_task_handler(void *arg, int pending) {
  struct drm_device *dev = arg;

  if (!sx_try_xlock(&dev->dev_struct_lock)) {
    taskqueue_enqueue(dev->tq, &dev->retire_task);
    return;
  }
#ifdef BROKEN
  if (!dev->busy)
    return; /* expect: lock-leak */
#endif
  if (dev->busy)
    taskqueue_enqueue(dev->tq, &dev->retire_task);
  sx_xunlock(&dev->dev_struct_lock);
}

void attach(struct drm_device *dev) { TASK_INIT(&dev->retire_task, 0, retire_task_handler, dev); }
