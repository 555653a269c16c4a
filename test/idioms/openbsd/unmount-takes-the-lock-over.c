// RUN: %idiom %s
// The lock of a mount point goes over to the function that unmounts it, which finds it
// again in a list of its own and gives it up whatever happens: the list is what tells.
// Seen in openbsd: sys/kern/vfs_syscalls.c, sys_unmount() and dounmount().
// Broken: the system call gives up before it hands the lock over.
#include "openbsd.h"

struct mount {
  struct rwlock mnt_lock;
  struct mount *mnt_dounmount;
  int mnt_flag;
};
int vfs_sync(int flag);

static int dounmount(struct mount *mp, int flags) {
  struct mount *first = mp;
  int error;

  mp->mnt_dounmount = NULL;
  while ((mp = first) != NULL) {
    first = mp->mnt_dounmount;
    error = vfs_sync(flags);
    rw_exit(&mp->mnt_lock);
    if (error)
      return (error);
  }
  return (0);
}

int sys_unmount(struct mount *mp, int flags) {
  int error;

  if (mp->mnt_flag)
    return (22);
  if ((error = rw_enter(&mp->mnt_lock, RW_WRITE | RW_SLEEPFAIL)) != 0)
    return (error);
#ifdef BROKEN
  if (vfs_sync(0))
    return (5); /* expect: lock-leak */
#endif
  return (dounmount(mp, flags));
}
