// RUN: %idiom %s
// A local says that a lock was taken, with the name of TRUE for an integer; the lock is
// released after the fill where the local is set.
// Seen in illumos: usr/src/uts/common/fs/zfs/dnode.c, dnode_hold_impl().
// Broken: the failed fill returns before the local is looked at.
#include "illumos.h"

struct dnode { krwlock_t dn_struct_rwlock; };
int dbuf_hold(struct dnode *, int);
#define RW_WRITE_HELD_BY_ME(dn) RW_WRITE_HELD(&(dn)->dn_struct_rwlock)

int dnode_hold(struct dnode *mdn, int object) {
  int drop_struct_lock = 0;
  int blk;

  if (object == 0)
    return (22);
  if (!RW_WRITE_HELD_BY_ME(mdn)) {
    rw_enter(&mdn->dn_struct_rwlock, RW_READER);
    drop_struct_lock = 1;
  }
  blk = dbuf_hold(mdn, object);
#ifdef BROKEN
  if (blk == 0)
    return (5); /* expect: lock-leak */
#endif
  if (drop_struct_lock)
    rw_exit(&mdn->dn_struct_rwlock);
  if (blk == 0)
    return (5);
  return (0);
}
