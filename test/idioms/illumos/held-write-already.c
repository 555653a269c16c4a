// RUN: %idiom %s
// Tells by its result whether the lock is held for writing now; held for writing before
// or upgraded is the same for the caller.
// Seen in illumos: usr/src/uts/common/fs/zfs/zap.c, zap_tryupgradedir().
// Broken: the caller takes the lock for writing where the upgrade succeeded.
#include "illumos.h"

struct zap {
  krwlock_t zap_rwlock;
  int zap_size;
};

static int zap_tryupgradedir(struct zap *zap) {
  if (RW_WRITE_HELD(&zap->zap_rwlock))
    return (1);
  if (rw_tryupgrade(&zap->zap_rwlock))
    return (1);
  return (0);
}

void zap_grow(struct zap *zap) {
  rw_enter(&zap->zap_rwlock, RW_READER);
#ifdef BROKEN
  if (zap_tryupgradedir(zap)) {
#else
  if (!zap_tryupgradedir(zap)) {
    rw_exit(&zap->zap_rwlock);
#endif
    rw_enter(&zap->zap_rwlock, RW_WRITER); /* expect: recursive-lock */
  }
  zap->zap_size *= 2;
  rw_exit(&zap->zap_rwlock);
}
