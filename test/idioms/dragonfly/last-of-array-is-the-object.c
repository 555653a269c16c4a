// RUN: %idiom %s
// Objects of an array are given back, each with its lock; the last one is the one that
// the other way out gives back by its own name.
// Seen in dragonfly: sys/kern/vfs_cluster.c, cluster_write().
// Broken: the array is only walked.
#include "dragonfly.h"

struct buf {
  struct lock b_lock;
  int dirty;
};
struct save {
  int n;
  struct buf *child[8];
};
struct vnode {
  int clen;
};
struct save *collect(struct buf *bp);

static void buf_put(struct buf *bp) {
  bp->dirty = 1;
  lockmgr(&bp->b_lock, LK_RELEASE);
}

void cluster_write(struct buf *bp, struct vnode *vp) {
  struct save *list;
  struct buf **p, **end;

  if (vp->clen != 0) {
    list = collect(bp);
    end = &list->child[list->n - 1];
    for (p = list->child; p <= end; p++)
#ifdef BROKEN
      (*p)->dirty = 1;
#else
      buf_put(*p);
#endif
    return; /* expect: lock-leak */
  }
  buf_put(bp);
}
