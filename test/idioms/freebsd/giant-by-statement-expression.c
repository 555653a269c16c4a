// RUN: %idiom %s
// XFAIL: *
// Not yet: a lock kept on an error under the guard that success releases it under is
// taken as told to callers.
// A statement expression takes Giant for file systems that need it and yields whether
// it did; the release is given that.
// Seen in freebsd7: sys/sys/mount.h, VFS_LOCK_GIANT(), and sys/kern/vfs_lookup.c, namei().
// Broken: an error on the way forgets it.
#include "freebsd.h"
#define ENOENT 2

struct mount {
  int mnt_kern_flag;
};
#define VFS_LOCK_GIANT(MP) __extension__   \
({                                         \
  int _locked;                             \
  if ((MP) != NULL && ((MP)->mnt_kern_flag & 8) == 0) { \
    mtx_lock(&Giant);                      \
    _locked = 1;                           \
  } else                                   \
    _locked = 0;                           \
  _locked;                                 \
})
#define VFS_UNLOCK_GIANT(locked) if ((locked)) mtx_unlock(&Giant);

int namei(struct mount *mp, const char *name) {
  int vfslocked;

  vfslocked = VFS_LOCK_GIANT(mp);
  if (*name == '\0') {
#ifndef BROKEN
    VFS_UNLOCK_GIANT(vfslocked);
#endif
    return (ENOENT); /* expect: lock-leak */
  }
  VFS_UNLOCK_GIANT(vfslocked);
  return (0);
}
