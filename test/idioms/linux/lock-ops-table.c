// RUN: %idiom %s
// A domain is locked through a table of functions that suits it: mutex or spinlock.
// Seen in linux: drivers/base/power/domain.c, genpd_lock_mtx() and genpd_lock_spin().
// Broken: a function that knows the kind, and calls one of them, forgets the other.
#include "linux.h"

struct genpd;
struct genpd_lock_ops {
  void (*lock)(struct genpd *genpd);
  void (*unlock)(struct genpd *genpd);
};
struct genpd {
  const struct genpd_lock_ops *lock_ops;
  struct mutex mlock;
  spinlock_t slock;
  unsigned long lock_flags;
  int status;
};

static void genpd_lock_mtx(struct genpd *genpd) { mutex_lock(&genpd->mlock); }
static void genpd_unlock_mtx(struct genpd *genpd) { mutex_unlock(&genpd->mlock); }

static void genpd_lock_spin(struct genpd *genpd) {
  unsigned long flags;

  spin_lock_irqsave(&genpd->slock, flags);
  genpd->lock_flags = flags;
}

static void genpd_unlock_spin(struct genpd *genpd) {
  spin_unlock_irqrestore(&genpd->slock, genpd->lock_flags);
}

static const struct genpd_lock_ops genpd_mtx_ops = {
  .lock = genpd_lock_mtx,
  .unlock = genpd_unlock_mtx,
};
static const struct genpd_lock_ops genpd_spin_ops = {
  .lock = genpd_lock_spin,
  .unlock = genpd_unlock_spin,
};

void genpd_init(struct genpd *genpd, int irq_safe) {
  genpd->lock_ops = irq_safe ? &genpd_spin_ops : &genpd_mtx_ops;
}

int genpd_debug_status(struct genpd *genpd) {
  genpd_lock_mtx(genpd);
  if (genpd->status < 0) {
#ifndef BROKEN
    genpd_unlock_mtx(genpd);
#endif
    return -5; /* expect: lock-leak */
  }
  genpd_unlock_mtx(genpd);
  return 0;
}

int genpd_power_on(struct genpd *genpd) {
  int status;

  genpd->lock_ops->lock(genpd);
  status = genpd->status;
  genpd->lock_ops->unlock(genpd);
  return status;
}
