// RUN: %idiom %s
// XFAIL: *
// Not yet: a callee that releases by a count is taken to release always.
// A domain lock that its owner may take again: held already is asked for, a counter
// says when the last exit releases.
// Seen in illumos: usr/src/uts/common/sys/ppmvar.h, PPM_LOCK_DOMAIN().
// Broken: the owner is not asked for.
#include "illumos.h"

struct domain {
  kmutex_t lock;
  int refcnt, status;
};
#ifdef BROKEN
#define PPM_LOCK_DOMAIN(domp) { mutex_enter(&(domp)->lock); (domp)->refcnt++; }
#else
#define PPM_LOCK_DOMAIN(domp) { \
  if (!MUTEX_HELD(&(domp)->lock)) \
    mutex_enter(&(domp)->lock); \
  (domp)->refcnt++; \
}
#endif
#define PPM_UNLOCK_DOMAIN(domp) { \
  ASSERT(MUTEX_HELD(&(domp)->lock) && (domp)->refcnt > 0); \
  if (--(domp)->refcnt == 0) \
    mutex_exit(&(domp)->lock); \
}

static void domain_off(struct domain *domp) {
  PPM_LOCK_DOMAIN(domp);
  domp->status = 0;
  PPM_UNLOCK_DOMAIN(domp);
}

void domain_change(struct domain *domp, int on) {
  PPM_LOCK_DOMAIN(domp);
  if (!on)
    domain_off(domp); /* expect: recursive-lock */
  else
    domp->status = 1;
  PPM_UNLOCK_DOMAIN(domp);
}
