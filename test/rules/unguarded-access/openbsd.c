// Threads that share a softc; one does not take the mutex.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
struct dev { struct mutex mtx; int count, named; };
static void one(void *arg) { struct dev *d = arg; mtx_enter(&d->mtx); d->count++; d->named++; mtx_leave(&d->mtx); }
static void two(void *arg) { struct dev *d = arg; mtx_enter(&d->mtx); d->count--; d->named--; mtx_leave(&d->mtx); }
static void three(void *arg) { struct dev *d = arg; mtx_enter(&d->mtx); if (d->count && d->named) d->count = 2; mtx_leave(&d->mtx); }
static void four(void *arg) { struct dev *d = arg; mtx_enter(&d->mtx); d->count += 3; d->named = 0; mtx_leave(&d->mtx); }
static void five(void *arg) { struct dev *d = arg; mtx_enter(&d->mtx); d->named++; mtx_leave(&d->mtx); d->count = 0; } // expect: unguarded-access
// So long as nobody else has it.
static void six(void *arg) { struct dev *d = arg; mtx_init(&d->mtx, IPL_NONE); d->named = 1; }
void start(struct dev *d) {
  kthread_create(one, d, 0, "1");
  kthread_create(two, d, 0, "2");
  kthread_create(three, d, 0, "3");
  kthread_create(four, d, 0, "4");
  kthread_create(five, d, 0, "5");
  kthread_create(six, d, 0, "6");
}
