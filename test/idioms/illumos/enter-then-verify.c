// RUN: %idiom %s
// Two conditional steps in one inline function: the lock is held on 0 only, as the
// second step's failure releases what the first one took.
// Seen in openzfs: include/sys/zfs_znode.h, zfs_enter_verify_zp().
// Broken: the failure of the second step does not release.
#include "illumos.h"

struct zfsvfs {
  krwlock_t z_teardown_lock;
  int z_unmounted;
};
struct znode { int z_sa_hdl, z_size; };

static inline int zfs_enter(struct zfsvfs *zfsvfs) {
  rw_enter(&zfsvfs->z_teardown_lock, RW_READER);
  if (zfsvfs->z_unmounted) {
    rw_exit(&zfsvfs->z_teardown_lock);
    return (5);
  }
  return (0);
}

static inline void zfs_exit(struct zfsvfs *zfsvfs) { rw_exit(&zfsvfs->z_teardown_lock); }

static inline int zfs_enter_verify_zp(struct zfsvfs *zfsvfs, struct znode *zp) {
  int error;

  if ((error = zfs_enter(zfsvfs)) != 0)
    return (error);
  if (zp->z_sa_hdl == 0) {
#ifndef BROKEN
    zfs_exit(zfsvfs);
#endif
    return (5); /* expect: lock-leak */
  }
  return (0);
}

int zfs_size(struct zfsvfs *zfsvfs, struct znode *zp, int *sizep) {
  int error;

  if ((error = zfs_enter_verify_zp(zfsvfs, zp)) != 0)
    return (error);
  *sizep = zp->z_size;
  zfs_exit(zfsvfs);
  return (0);
}
