// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

struct dev {
  struct sema lock, done;
  int dead, n;
};

void attach(struct dev *d) {
  sema_init(&d->lock, 1, "lock");
  sema_init(&d->done, 0, "done");
}

int loses(struct dev *d) {
  sema_wait(&d->lock);
  if (d->dead)
    return (5); // expect: semaphore-misuse
  d->n++;
  sema_post(&d->lock);
  return (0);
}

int untaken(struct dev *d) {
  if (sema_timedwait(&d->lock, 10) != 0)
    sema_post(&d->lock); // expect: semaphore-misuse
  else
    sema_post(&d->lock);
  return (0);
}

int right(struct dev *d) {
  if (sema_trywait(&d->lock) == 0)
    return (16);
  d->n++;
  sema_post(&d->lock);
  return (0);
}

int waits(struct dev *d) {
  sema_wait(&d->done);
  if (d->dead)
    return (5);
  sema_post(&d->done);
  return (0);
}
