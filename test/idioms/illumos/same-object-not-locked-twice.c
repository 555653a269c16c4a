// RUN: %idiom %s
// Two locks of one class, tried one after the other; when both names mean one object
// the second one is neither taken nor released.
// Seen in illumos: usr/src/uts/common/fs/ufs/ufs_vnops.c, ufs_rename().
// Broken: the way out after the failed second try keeps the first lock.
#include "illumos.h"

struct inode {
  krwlock_t i_rwlock;
  int i_mode;
};

int ufs_rename(struct inode *sdp, struct inode *tdp) {
  krwlock_t *first_lock = &tdp->i_rwlock;
  krwlock_t *second_lock = &sdp->i_rwlock;

retry:
  if (!rw_tryenter(first_lock, RW_READER)) {
    delay(2);
    goto retry;
  }
  if (tdp != sdp && !rw_tryenter(second_lock, RW_READER)) {
#ifndef BROKEN
    rw_exit(first_lock);
#endif
    return (11); /* expect: lock-leak */
  }
  tdp->i_mode = sdp->i_mode;
  if (tdp != sdp)
    rw_exit(second_lock);
  rw_exit(first_lock);
  return (0);
}
