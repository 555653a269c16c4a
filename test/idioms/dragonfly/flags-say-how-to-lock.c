// RUN: %idiom %s
// Flags that another function put into a record say how a lock is taken: not that
// it is released. The lock was tried for in vain before.
// Seen in dragonfly: sys/kern/vfs_subr.c, vinvalbuf_bp(); sys/kern/vfs_vnops.c,
// vn_lock().
// Broken: one way on releases what was not taken.
#include "dragonfly.h"

struct buf {
  struct lock lk;
  int gone;
};
struct scan {
  int lkflags;
};

static int buf_lock(struct buf *bp, int flags) {
  return lockmgr(&bp->lk, flags | LK_TIMELOCK);
}

int buf_scan(struct buf *bp, struct scan *scan) {
  int error;

  if (lockmgr(&bp->lk, LK_EXCLUSIVE | LK_NOWAIT)) {
    error = buf_lock(bp, scan->lkflags);
#ifdef BROKEN
    if (error) {
      lockmgr(&bp->lk, LK_RELEASE); /* expect: unlock-not-held */
      return error;
    }
#endif
    if (error == 0)
      lockmgr(&bp->lk, LK_RELEASE);
    return error;
  }
  lockmgr(&bp->lk, LK_RELEASE);
  return 0;
}

int obj_lock(struct buf *bp, int flags) {
  int error;

  do {
    error = lockmgr(&bp->lk, flags);
    if (error == 0)
      break;
  } while (flags & 0x1000);
  if (error == 0 && bp->gone) {
    lockmgr(&bp->lk, LK_RELEASE);
    error = 2;
  }
  return error;
}
