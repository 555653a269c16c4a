// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

#define container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))

struct dev {
  struct mutex lock;
  spinlock_t spin;
  struct work_struct work;
  struct timer_list timer;
  int n;
};

static void work(struct work_struct *w) {
  struct dev *d = container_of(w, struct dev, work);

  mutex_lock(&d->lock);
  d->n++;
  mutex_unlock(&d->lock);
}

static void timer(struct timer_list *t) {
  struct dev *d = container_of(t, struct dev, timer);

  spin_lock(&d->spin);
  d->n++;
  spin_unlock(&d->spin);
}

void probe(struct dev *d) {
  INIT_WORK(&d->work, work);
  timer_setup(&d->timer, timer, 0);
}

void remove_bad(struct dev *d) {
  mutex_lock(&d->lock);
  cancel_work_sync(&d->work); // expect: drain-under-lock
  mutex_unlock(&d->lock);
  spin_lock_bh(&d->spin);
  del_timer_sync(&d->timer); // expect: drain-under-lock
  spin_unlock_bh(&d->spin);
}

void remove_good(struct dev *d) {
  mutex_lock(&d->lock);
  d->n = 0;
  del_timer_sync(&d->timer);
  mutex_unlock(&d->lock);
  cancel_work_sync(&d->work);
}
