// RUN: %idiom %s
// Macros enter a mutex unless it is held, and count; at zero it is exited.
// Seen in illumos: usr/src/uts/common/sys/ppmvar.h, PPM_LOCK_DOMAIN() and
// PPM_UNLOCK_DOMAIN(), in ppm_change_power_level().
// Broken: one way out does not count down.
#include "illumos.h"

struct domain {
  kmutex_t lock;
  int refcnt, status;
};
#define LOCK_DOMAIN(d) { \
  if (!MUTEX_HELD(&(d)->lock)) \
    mutex_enter(&(d)->lock); \
  (d)->refcnt++; \
}
#define UNLOCK_DOMAIN(d) { \
  if (--(d)->refcnt == 0) \
    mutex_exit(&(d)->lock); \
}
int set_fet(struct domain *d);

int change_level(struct domain *d, int level) {
  if (level == d->status)
    return (1);
  LOCK_DOMAIN(d);
  if (set_fet(d) != 0) {
    UNLOCK_DOMAIN(d);
    return (1);
  }
  UNLOCK_DOMAIN(d);
  return (0);
}

int change_status(struct domain *d, int level) {
  if (d->status == level)
    return (1);
#ifdef BROKEN
  mutex_enter(&d->lock);
  if (set_fet(d) != 0)
    return (1); /* expect: lock-leak */
  mutex_exit(&d->lock);
#endif
  return (0);
}
