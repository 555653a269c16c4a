// A semaphore that starts with one is a mutex; others count or signal.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

void down(struct semaphore *), up(struct semaphore *);
int down_interruptible(struct semaphore *), down_trylock(struct semaphore *);
static inline void sema_init(struct semaphore *sem, int val) { sem->count = val; }

struct dev {
  struct semaphore lock, done, slots, other;
  spinlock_t spin;
  int dead, n;
};

void attach(struct dev *d) {
  sema_init(&d->lock, 1);
  sema_init(&d->other, 1);
  sema_init(&d->done, 0);
  sema_init(&d->slots, 8);
}

int loses(struct dev *d) {
  down(&d->lock);
  if (d->dead)
    return -5; // expect: semaphore-misuse
  d->n++;
  up(&d->lock);
  return 0;
}

int gives_back(struct dev *d) {
  int error = 0;
  if (down_interruptible(&d->lock))
    return -4;
  if (d->dead)
    error = -5;
  up(&d->lock);
  return error;
}

// A signal came instead.
int gives_back_untaken(struct dev *d) {
  int error = down_interruptible(&d->lock);
  if (error)
    goto out;
  d->n++;
out:
  up(&d->lock); // expect: semaphore-misuse
  return error;
}

void twice(struct dev *d) {
  down(&d->lock);
  if (d->dead)
    up(&d->lock);
  d->n++;
  up(&d->lock); // expect: semaphore-misuse
}

int tries(struct dev *d) {
  if (down_trylock(&d->lock))
    return -16;
  if (d->dead)
    return -5; // expect: semaphore-misuse
  up(&d->lock);
  return 0;
}

// Helpers are followed.
static int take(struct dev *d) { return down_interruptible(&d->other); }
static void give(struct dev *d) { up(&d->other); }

int by_helpers(struct dev *d) {
  if (take(d))
    return -4;
  if (d->dead)
    return -5; // expect: semaphore-misuse
  give(d);
  return 0;
}

// Taken here, given back by the interrupt.
static irqreturn_t irq(int irq, void *arg) {
  struct dev *d = arg;
  up(&d->other);
  up(&d->done);
  return IRQ_HANDLED;
}
void start(struct dev *d) {
  down(&d->other);
  request_irq(1, irq, 0, "x", d);
}

// Signals: nobody gives anything back.
int waits(struct dev *d) {
  if (down_interruptible(&d->done))
    return -4;
  if (d->dead) {
    up(&d->done);
    return -5;
  }
  return 0;
}
void signals(struct dev *d) {
  up(&d->done);
  up(&d->done);
}

// A pool: a slot may be kept.
int slot(struct dev *d) {
  down(&d->slots);
  if (d->dead)
    return -5;
  up(&d->slots);
  return 0;
}

// That waiting sleeps is told once.
void sleeps(struct dev *d) {
  spin_lock(&d->spin);
  down(&d->lock); // expect: sleep-under-lock
  up(&d->lock);
  spin_unlock(&d->spin);
}
static irqreturn_t sleeps_too(int irq, void *arg) {
  struct dev *d = arg;
  down(&d->lock); // expect: sleep-in-interrupt
  up(&d->lock);
  return IRQ_HANDLED;
}
void attach_too(struct dev *d) { request_irq(2, sleeps_too, 0, "x", d); }
