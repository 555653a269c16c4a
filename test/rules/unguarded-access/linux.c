// Threads that share a device; one does not take the lock.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
struct dev { spinlock_t lock; int count, named; };
static int one(void *arg) { struct dev *d = arg; spin_lock(&d->lock); d->count++; d->named++; spin_unlock(&d->lock); return 0; }
static int two(void *arg) { struct dev *d = arg; spin_lock(&d->lock); d->count--; d->named--; spin_unlock(&d->lock); return 0; }
static int three(void *arg) { struct dev *d = arg; spin_lock(&d->lock); if (d->count && d->named) d->count = 2; spin_unlock(&d->lock); return 0; }
static int four(void *arg) { struct dev *d = arg; spin_lock(&d->lock); d->count += 3; d->named = 0; spin_unlock(&d->lock); return 0; }
static int five(void *arg) { struct dev *d = arg; spin_lock(&d->lock); d->named++; spin_unlock(&d->lock); d->count = 0; return 0; } // expect: unguarded-access
// So long as nobody else has it.
static int six(void *arg) { struct dev *d = arg; spin_lock_init(&d->lock); d->named = 1; return 0; }
void start(struct dev *d) {
  kthread_run(one, d, "1");
  kthread_run(two, d, "2");
  kthread_run(three, d, "3");
  kthread_run(four, d, "4");
  kthread_run(five, d, "5");
  kthread_run(six, d, "6");
}
