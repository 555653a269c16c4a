// RUN: %idiom %s
// XFAIL: *
// Not yet: a guard that compares two parameters is not taken as told to callers.
// Each of two objects is locked unless it is absent, or the same as the other; the
// release has the same conditions.
// Seen in linux: fs/inode.c, lock_two_nondirectories() and unlock_two_nondirectories().
// Broken: the second condition of the release is that of the first object.
#include "linux.h"

struct inode {
  struct rw_semaphore i_rwsem;
  int i_size;
};

void lock_two(struct inode *inode1, struct inode *inode2) {
  if (inode1)
    down_write(&inode1->i_rwsem);
  if (inode2 && inode2 != inode1)
    down_write_nested(&inode2->i_rwsem, 1);
}

void unlock_two(struct inode *inode1, struct inode *inode2) {
  if (inode1)
    up_write(&inode1->i_rwsem);
#ifdef BROKEN
  if (inode1 && inode2 != inode1)
#else
  if (inode2 && inode2 != inode1)
#endif
    up_write(&inode2->i_rwsem);
}

int swap_extents(struct inode *ip, struct inode *tip) {
  int size;

  lock_two(ip, tip);
  size = ip ? ip->i_size : 0;
  unlock_two(ip, tip);
  return size; /* expect: lock-leak */
}
