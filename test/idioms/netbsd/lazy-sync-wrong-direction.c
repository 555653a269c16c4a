// RUN: %idiom %s
// Entered with the list lock held: another lock is tried against the order, the list
// lock is dropped for the work and taken again; a helper releases the tried one.
// Seen in netbsd: sys/kern/vfs_subr.c, lazy_sync_vnode().
// Broken: the list lock is not dropped for the work, which takes it.
#include "netbsd.h"

struct vnode {
  kmutex_t *v_interlock;
  int v_usecount;
};
kmutex_t syncer_data_lock;
int syncer_count;

static int vget(struct vnode *vp) {
  KASSERT(mutex_owned(vp->v_interlock));
  vp->v_usecount++;
  mutex_exit(vp->v_interlock);
  mutex_enter(&syncer_data_lock);
  syncer_count++;
  mutex_exit(&syncer_data_lock);
  return 0;
}

static int lazy_sync_vnode(struct vnode *vp) {
  int synced = 0;

  KASSERT(mutex_owned(&syncer_data_lock));
  if (mutex_tryenter(vp->v_interlock)) {
#ifndef BROKEN
    mutex_exit(&syncer_data_lock);
#endif
    if (vget(vp) == 0) /* expect: recursive-lock */
      synced = 1;
#ifndef BROKEN
    mutex_enter(&syncer_data_lock);
#endif
  }
  return synced;
}

void sched_sync(struct vnode *vp) {
  mutex_enter(&syncer_data_lock);
  (void)lazy_sync_vnode(vp);
  mutex_exit(&syncer_data_lock);
}
