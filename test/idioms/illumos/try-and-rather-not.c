// RUN: %idiom %s
// Not the flag and the try: the body holds the lock; all other ways go past it.
// Seen in illumos: usr/src/uts/common/fs/nfs/nfs_vfsops.c, nfs_sync().
// Broken: the work is skipped inside of the body, by return.
#include "illumos.h"

kmutex_t nfs_syncbusy;
int nfs_idle;
void rflush(void *);

int nfs_sync(void *vfsp, int flag) {
  if (!(flag & 1) && mutex_tryenter(&nfs_syncbusy) != 0) {
#ifdef BROKEN
    if (nfs_idle)
      return (0); /* expect: lock-leak */
#endif
    rflush(vfsp);
    mutex_exit(&nfs_syncbusy);
  }
  return (0);
}
