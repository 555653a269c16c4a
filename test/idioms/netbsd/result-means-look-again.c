// RUN: %idiom %s
// The helper's result is 0, an error, or that the caller's lock was dropped: then the
// caller goes back to its label, lock held.
// Seen in netbsd: sys/kern/vfs_bio.c, getblk().
// Broken: it goes back to the line that takes the lock.
#include "netbsd.h"

struct buf {
  kcondvar_t b_busy;
  int b_cflags;
};
kmutex_t bufcache_lock;
struct buf *incore(int);

static int bbusy(struct buf *bp) {
  int error;

  if ((bp->b_cflags & 1) != 0) {
    error = cv_timedwait_sig(&bp->b_busy, &bufcache_lock, 10);
    return error ? error : -4;
  }
  bp->b_cflags |= 1;
  return 0;
}

struct buf *getblk(int blkno) {
  struct buf *bp;
  int err;

#ifdef BROKEN
loop:
#endif
  mutex_enter(&bufcache_lock); /* expect: recursive-lock */
#ifndef BROKEN
loop:
#endif
  bp = incore(blkno);
  if (bp != NULL) {
    err = bbusy(bp);
    if (err != 0) {
      if (err == -4)
        goto loop;
      mutex_exit(&bufcache_lock);
      return NULL;
    }
  }
  mutex_exit(&bufcache_lock);
  return bp;
}
