// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

#define SEMA_DRIVER 1
void sema_init(ksema_t *, unsigned, char *, int, void *);
int sema_tryp(ksema_t *);

struct dev {
  ksema_t lock, done;
  int dead, n;
};

void attach(struct dev *d) {
  sema_init(&d->lock, 1, NULL, SEMA_DRIVER, NULL);
  sema_init(&d->done, 0, NULL, SEMA_DRIVER, NULL);
}

int loses(struct dev *d) {
  sema_p(&d->lock);
  if (d->dead)
    return (5); // expect: semaphore-misuse
  d->n++;
  sema_v(&d->lock);
  return (0);
}

int gives_back_untaken(struct dev *d) {
  int error = 0;
  if (sema_p_sig(&d->lock) != 0) {
    error = 4;
    goto out;
  }
  d->n++;
out:
  sema_v(&d->lock); // expect: semaphore-misuse
  return (error);
}

int right(struct dev *d) {
  if (sema_p_sig(&d->lock) != 0)
    return (4);
  d->n++;
  sema_v(&d->lock);
  return (0);
}

int tries(struct dev *d) {
  if (sema_tryp(&d->lock) == 0)
    return (16);
  sema_v(&d->lock);
  return (0);
}

int waits(struct dev *d) {
  sema_p(&d->done);
  if (d->dead)
    return (5);
  sema_v(&d->done);
  return (0);
}
