// RUN: %idiom %s
// The caller says that it has the lock; three returns are before it would be taken, one
// after, each right for both kinds of callers.
// Seen in openzfs: module/zfs/dmu_zfetch.c, dmu_zfetch_prepare().
// Broken: the return after the enter asks for one thing too many.
#include "illumos.h"

struct dnode { krwlock_t dn_struct_rwlock; int dn_maxblkid; };
struct zfetch {
  kmutex_t zf_lock;
  struct dnode *zf_dnode;
  int zf_numstreams;
};

void *zfetch_prepare(struct zfetch *zf, int blkid, int have_lock, int have_data) {
  if (blkid < 0)
    return (NULL);
  if (!have_lock && blkid == 0 && zf->zf_numstreams == 0)
    return (NULL);
  if (!have_lock)
    rw_enter(&zf->zf_dnode->dn_struct_rwlock, RW_READER);
  if (zf->zf_dnode->dn_maxblkid < 2) {
#ifdef BROKEN
    if (!have_lock && have_data)
#else
    if (!have_lock)
#endif
      rw_exit(&zf->zf_dnode->dn_struct_rwlock);
    return (NULL); /* expect: lock-leak */
  }
  mutex_enter(&zf->zf_lock);
  zf->zf_numstreams++;
  mutex_exit(&zf->zf_lock);
  if (!have_lock)
    rw_exit(&zf->zf_dnode->dn_struct_rwlock);
  return (zf);
}
