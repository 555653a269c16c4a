// RUN: %idiom %s
// A helper asserts the lock with lockdep, and its caller holds it.
// Seen in linux: drivers/base/power/qos.c, __dev_pm_qos_flags() and dev_pm_qos_flags().
// Broken: a caller released it one line too early.
#include "linux.h"

struct dev_pm_info {
  spinlock_t lock;
  int flags, asked;
};

static int pm_flags(struct dev_pm_info *power, int mask) {
  lockdep_assert_held(&power->lock);
  return power->flags & mask;
}

int dev_pm_qos_flags(struct dev_pm_info *power, int mask) {
  unsigned long irqflags;
  int ret;

  spin_lock_irqsave(&power->lock, irqflags);
#ifdef BROKEN
  power->asked++;
  spin_unlock_irqrestore(&power->lock, irqflags);
  ret = pm_flags(power, mask); /* expect: unlock-not-held */
#else
  ret = pm_flags(power, mask);
  power->asked++;
  spin_unlock_irqrestore(&power->lock, irqflags);
#endif
  return ret;
}
