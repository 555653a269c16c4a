// RUN: %idiom %s
// A walk over hash chains skips what it cannot lock at once.
// Seen in illumos: usr/src/uts/common/fs/nfs/nfs4_rnode.c, nfs4_rnode_invalidate().
// Broken: what is not of interest is skipped after the try, with the lock held.
#include "illumos.h"

struct rnode {
  kmutex_t r_statelock;
  struct rnode *r_hashf;
  int r_vfs, r_change;
};
struct bucket {
  krwlock_t r_lock;
  struct rnode *r_first;
};
struct bucket rtable[32];

void expire_attributes(int vfs) {
  struct rnode *rp;
  int index;

  for (index = 0; index < 32; index++) {
    rw_enter(&rtable[index].r_lock, RW_READER);
    for (rp = rtable[index].r_first; rp != NULL; rp = rp->r_hashf) {
#ifndef BROKEN
      if (rp->r_vfs != vfs)
        continue;
#endif
      if (!mutex_tryenter(&rp->r_statelock)) /* expect: lock-leak */
        continue;
      rp->r_change = 0;
#ifdef BROKEN
      if (rp->r_vfs != vfs)
        continue;
#endif
      mutex_exit(&rp->r_statelock);
    }
    rw_exit(&rtable[index].r_lock);
  }
}
