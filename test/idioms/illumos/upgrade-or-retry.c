// RUN: %idiom %s
// Entered with the lock held for reading or for writing, as a parameter tells; a
// failed upgrade leaves the reader lock, which must be released first.
// Seen in illumos: usr/src/uts/common/fs/zfs/dnode.c, dnode_new_blkid().
// Broken: the failed upgrade is followed by an enter without the exit.
#include "illumos.h"

struct dnode {
  krwlock_t dn_struct_rwlock;
  int dn_maxblkid;
};

void dnode_new_blkid(struct dnode *dn, int blkid, int have_read) {
  ASSERT(have_read ? RW_READ_HELD(&dn->dn_struct_rwlock) : RW_WRITE_HELD(&dn->dn_struct_rwlock));
  if (have_read) {
    if (blkid <= dn->dn_maxblkid)
      return;
    if (!rw_tryupgrade(&dn->dn_struct_rwlock)) {
#ifndef BROKEN
      rw_exit(&dn->dn_struct_rwlock);
#endif
      rw_enter(&dn->dn_struct_rwlock, RW_WRITER); /* expect: recursive-lock */
    }
  }
  if (blkid <= dn->dn_maxblkid)
    goto out;
  dn->dn_maxblkid = blkid;
out:
  if (have_read)
    rw_downgrade(&dn->dn_struct_rwlock);
}

void dnode_grow(struct dnode *dn, int blkid) {
  rw_enter(&dn->dn_struct_rwlock, RW_READER);
  dnode_new_blkid(dn, blkid, B_TRUE);
  rw_exit(&dn->dn_struct_rwlock);
}
