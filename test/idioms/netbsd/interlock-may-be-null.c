// RUN: %idiom %s
// XFAIL: *
// Not yet: errors told apart by number are taken as told to callers.
// An extra lock of the caller is dropped around a wait when there is one, by a test for
// NULL before and after; the wait's own lock is held throughout for the callers.
// Seen in netbsd: sys/kern/vfs_bio.c, bbusy() and getblk().
// Broken: an interrupted wait returns before the extra lock is taken again.
#include "netbsd.h"

struct buf {
  kcondvar_t b_busy;
  int b_cflags, b_refs;
};
kmutex_t bufcache_lock;

static int bbusy(struct buf *bp, bool intr, kmutex_t *interlock) {
  int error;

  KASSERT(mutex_owned(&bufcache_lock));
  if ((bp->b_cflags & 1) != 0) {
    bp->b_refs++;
    if (interlock != NULL)
      mutex_exit(interlock);
    if (intr)
      error = cv_timedwait_sig(&bp->b_busy, &bufcache_lock, 10);
    else
      error = cv_timedwait(&bp->b_busy, &bufcache_lock, 10);
    bp->b_refs--;
#ifdef BROKEN
    if (error != 0)
      return error; /* expect: lock-leak */
#endif
    if (interlock != NULL)
      mutex_enter(interlock);
    if (error != 0)
      return error;
    return -4;
  }
  bp->b_cflags |= 1;
  return 0;
}

int flush(struct buf *bp, kmutex_t *v_interlock) {
  int error;

  mutex_enter(v_interlock);
  mutex_enter(&bufcache_lock);
  error = bbusy(bp, 0, v_interlock);
  mutex_exit(&bufcache_lock);
  mutex_exit(v_interlock);
  return error;
}
