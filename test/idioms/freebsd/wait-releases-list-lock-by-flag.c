// RUN: %idiom %s
// A mount point is waited for under its interlock, which the wait drops; the list's
// mutex, which the caller holds if a flag says so, is dropped first and taken again.
// Seen in freebsd10: sys/kern/vfs_subr.c, vfs_busy().
// Broken: the list's mutex stays held in the wait.
#include "freebsd.h"
#define MBF_NOWAIT 1
#define MBF_MNTLSTLOCK 2
#define ENOENT 2

struct mount {
  struct mtx mnt_mtx;
  int mnt_kern_flag, mnt_lockref;
};
static struct mtx mountlist_mtx;

static int vfs_busy(struct mount *mp, int flags) {
  mtx_lock(&mp->mnt_mtx);
  while (mp->mnt_kern_flag & 1) {
    if (flags & MBF_NOWAIT || mp->mnt_kern_flag & 2) {
      mtx_unlock(&mp->mnt_mtx);
      return (ENOENT);
    }
#ifndef BROKEN
    if (flags & MBF_MNTLSTLOCK)
      mtx_unlock(&mountlist_mtx);
#endif
    msleep(mp, &mp->mnt_mtx, PDROP, "vfs_busy", 0);
#ifndef BROKEN
    if (flags & MBF_MNTLSTLOCK)
      mtx_lock(&mountlist_mtx);
#endif
    mtx_lock(&mp->mnt_mtx);
  }
  if (flags & MBF_MNTLSTLOCK)
    mtx_unlock(&mountlist_mtx);
  mp->mnt_lockref++;
  mtx_unlock(&mp->mnt_mtx);
  return (0);
}

int sys_sync(struct mount *mp) {
  int error;

  mtx_lock(&mountlist_mtx);
  error = vfs_busy(mp, MBF_MNTLSTLOCK); /* expect: sleep-under-lock */
  if (error)
    mtx_unlock(&mountlist_mtx);
  return (error);
}
