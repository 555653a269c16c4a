// Locks have the driver's names, and FreeBSD's primitives keep their own.
// RUN: %locktidy graph --all %s -- %kernel-linuxkpi | FileCheck %s
#include "linuxkpi.h"

// The other function of that name, with five arguments, drops what it is given.
// CHECK-LABEL: native_sleep(m)
// CHECK: wait msleep chan=m lock=m

// CHECK-LABEL: both(d, m) -> integer:
// CHECK: acquire spin_lock d->lock (mtx)
// CHECK: acquire mtx_lock m (mtx)
// CHECK: release mtx_unlock m (mtx)
// CHECK: release spin_unlock d->lock (mtx)
// CHECK: acquire read_lock d->rw (rwlock, shared)
// CHECK: release read_unlock d->rw (rwlock, shared)
// CHECK: acquire write_lock d->rw (rwlock)
// CHECK: release write_unlock d->rw (rwlock, exclusive)
// CHECK: acquire mutex_lock d->mutex (sx)
// CHECK: release mutex_unlock d->mutex (sx)
// CHECK: acquire down_read d->sem (sx, shared)
// CHECK: release up_read d->sem (sx, shared)
// CHECK: acquire down_write d->sem (sx)
// CHECK: downgrade downgrade_write d->sem (sx)
// CHECK: t{{[0-9]+}} = acquire down_read_trylock d->sem (sx, shared)
// CHECK: t{{[0-9]+}} = acquire down_write_trylock d->sem (sx)
// CHECK: t{{[0-9]+}} = acquire mutex_trylock d->mutex (sx)
// CHECK: t{{[0-9]+}} = acquire spin_trylock d->lock (mtx)
int both(struct driver *d, struct mtx *m) {
  spin_lock(&d->lock);
  mtx_lock(m);
  mtx_unlock(m);
  spin_unlock(&d->lock);
  read_lock(&d->rw);
  read_unlock(&d->rw);
  write_lock(&d->rw);
  write_unlock(&d->rw);
  mutex_lock(&d->mutex);
  mutex_unlock(&d->mutex);
  down_read(&d->sem);
  up_read(&d->sem);
  down_write(&d->sem);
  downgrade_write(&d->sem);
  up_write(&d->sem);
  int n = down_read_trylock(&d->sem);
  n += down_write_trylock(&d->sem);
  n += mutex_trylock(&d->mutex);
  return n + spin_trylock(&d->lock);
}

// CHECK-LABEL: woken(q):
// CHECK: wakeup wake_up
// CHECK: wakeup complete
int wake_up(), complete();
void woken(void *q) {
  wake_up(q);
  complete(q);
}
void freebsd_sleep(struct mtx *m) { native_sleep(m); }

// CHECK-LABEL: may_fail(d)
// CHECK: acquire mutex_lock_interruptible d->mutex (sx) success=no-errno
// CHECK: register INIT_WORK chan=&d->work handler={{\*?}}work argument=&d->work context=taskqueue
static void work(struct work_struct *w) {}
#define INIT_WORK(w, func) ((w)->fn = (func))
int may_fail(struct driver *d) {
  if (mutex_lock_interruptible(&d->mutex))
    return -1;
  INIT_WORK(&d->work, work);
  mutex_unlock(&d->mutex);
  return 0;
}
