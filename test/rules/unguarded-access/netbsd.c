// Threads that share a softc; one does not take the mutex.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
struct dev { kmutex_t mtx; int count, named; };
static void one(void *arg) { struct dev *d = arg; mutex_enter(&d->mtx); d->count++; d->named++; mutex_exit(&d->mtx); }
static void two(void *arg) { struct dev *d = arg; mutex_enter(&d->mtx); d->count--; d->named--; mutex_exit(&d->mtx); }
static void three(void *arg) { struct dev *d = arg; mutex_enter(&d->mtx); if (d->count && d->named) d->count = 2; mutex_exit(&d->mtx); }
static void four(void *arg) { struct dev *d = arg; mutex_enter(&d->mtx); d->count += 3; d->named = 0; mutex_exit(&d->mtx); }
static void five(void *arg) { struct dev *d = arg; mutex_enter(&d->mtx); d->named++; mutex_exit(&d->mtx); d->count = 0; } // expect: unguarded-access
// So long as nobody else has it.
static void six(void *arg) { struct dev *d = arg; mutex_init(&d->mtx, MUTEX_DEFAULT, IPL_NONE); d->named = 1; }
void start(struct dev *d) {
  kthread_create(0, 0, 0, one, d, 0, "1");
  kthread_create(0, 0, 0, two, d, 0, "2");
  kthread_create(0, 0, 0, three, d, 0, "3");
  kthread_create(0, 0, 0, four, d, 0, "4");
  kthread_create(0, 0, 0, five, d, 0, "5");
  kthread_create(0, 0, 0, six, d, 0, "6");
}
