// RUN: %idiom %s
// Written exclusively, then read with the lock downgraded, which any release ends.
// Seen in dragonfly: sys/vfs/smbfs/smbfs_io.c, smbfs_readvnode(), with a vnode's lock.
// Broken: it is upgraded by a second acquire.
#include "dragonfly.h"

struct table {
  struct lock lk;
  int first, second;
};

int table_update(struct table *t, int value) {
  int sum;

#ifdef BROKEN
  lockmgr(&t->lk, LK_EXCLUSIVE);
  t->first = value;
  lockmgr(&t->lk, LK_EXCLUSIVE); /* expect: recursive-lock */
#else
  lockmgr(&t->lk, LK_EXCLUSIVE);
  t->first = value;
  lockmgr(&t->lk, LK_DOWNGRADE);
#endif
  sum = t->first + t->second;
  lockmgr(&t->lk, LK_RELEASE);
  return (sum);
}
