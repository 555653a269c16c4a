// RUN: %idiom %s
// A macro that enters a vfs operation, and on an unmounted file system releases and
// makes the function return.
// Seen in illumos: usr/src/uts/common/fs/zfs/sys/zfs_znode.h, ZFS_ENTER(), and
// usr/src/uts/common/fs/zfs/zfs_vnops.c, zfs_getattr().
// Broken: an error way out of the operation itself forgets it.
#include "illumos.h"

struct zfsvfs {
  krwlock_t z_teardown_lock;
  int z_unmounted;
};
#define ZFS_EXIT(zfsvfs) rw_exit(&(zfsvfs)->z_teardown_lock)
#define ZFS_ENTER(zfsvfs) { \
  rw_enter(&(zfsvfs)->z_teardown_lock, RW_READER); \
  if ((zfsvfs)->z_unmounted) { \
    ZFS_EXIT(zfsvfs); \
    return (5); \
  } \
}
int zfs_zaccess(struct zfsvfs *);

int zfs_getattr(struct zfsvfs *zfsvfs) {
  int error;

  ZFS_ENTER(zfsvfs);
  if (error = zfs_zaccess(zfsvfs)) {
#ifndef BROKEN
    ZFS_EXIT(zfsvfs);
#endif
    return (error); /* expect: lock-leak */
  }
  ZFS_EXIT(zfsvfs);
  return (0);
}
