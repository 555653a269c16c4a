// RUN: %idiom %s
// A buffer's lock is that of its vnode, each with a pointer at it: what a callee asserts
// by the one is taken and released by the other.
// Seen in netbsd: sys/kern/vfs_bio.c, bwrite(), and sys/kern/vfs_subr.c, reassignbuf().
// Broken: it is released after the lock of the cache is taken again.
#include "netbsd.h"

struct vnode {
  kmutex_t *interlock;
  struct buf *dirty;
};
struct buf {
  struct vnode *vp;
  kmutex_t *objlock;
};
kmutex_t cache_lock;
kmutex_t buffer_lock;

void buf_init(struct buf *bp) {
  bp->vp = NULL;
  bp->objlock = &buffer_lock;
}

void buf_own(struct buf *bp, struct vnode *vp) {
  bp->vp = vp;
  bp->objlock = vp->interlock;
}

static void reassign(struct buf *bp, struct vnode *vp) {
  KASSERT(mutex_owned(&cache_lock));
  KASSERT(mutex_owned(vp->interlock));
  vp->dirty = bp;
}

static void release(struct buf *bp) {
  mutex_enter(&cache_lock);
  bp->vp->dirty = NULL;
  mutex_exit(&cache_lock);
}

void write(struct buf *bp) {
  mutex_enter(&cache_lock);
  mutex_enter(bp->objlock); /* expect: lock-order */
  reassign(bp, bp->vp);
  mutex_exit(&cache_lock);
#ifndef BROKEN
  mutex_exit(bp->objlock);
#endif
  release(bp);
#ifdef BROKEN
  mutex_exit(bp->objlock);
#endif
}

void clean(struct vnode *vp) {
  mutex_enter(&cache_lock);
  mutex_enter(vp->interlock);
  vp->dirty = NULL;
  mutex_exit(vp->interlock);
  mutex_exit(&cache_lock);
}
