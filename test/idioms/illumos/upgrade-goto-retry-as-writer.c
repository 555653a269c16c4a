// RUN: %idiom %s
// The mode is a variable: first for reading; when the upgrade fails the lock is dropped
// and the whole is done again with the mode changed.
// Seen in illumos: usr/src/uts/common/fs/zfs/zfs_fuid.c, zfs_fuid_find_by_domain().
// Broken: one way out of three keeps the lock.
#include "illumos.h"

struct vfs {
  krwlock_t z_fuid_lock;
  int z_dirty;
};
int find_domain(struct vfs *, const char *);
int add_domain(struct vfs *, const char *);

int fuid_find_by_domain(struct vfs *vfs, const char *domain, int addok) {
  krw_t rw = RW_READER;
  int idx;

retry:
  rw_enter(&vfs->z_fuid_lock, rw);
  idx = find_domain(vfs, domain);
  if (idx != 0) {
    rw_exit(&vfs->z_fuid_lock);
    return (idx);
  } else if (addok) {
    if (rw == RW_READER && !rw_tryupgrade(&vfs->z_fuid_lock)) {
      rw_exit(&vfs->z_fuid_lock);
      rw = RW_WRITER;
      goto retry;
    }
    idx = add_domain(vfs, domain);
    vfs->z_dirty = B_TRUE;
    rw_exit(&vfs->z_fuid_lock);
    return (idx);
  } else {
#ifndef BROKEN
    rw_exit(&vfs->z_fuid_lock);
#endif
    return (-1); /* expect: lock-leak */
  }
}
