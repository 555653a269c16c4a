// RUN: %idiom %s
// A function that tries for the lock of an object is called for one that was made just
// now: nobody looks at the result, since nobody else can have it.
// Seen in openbsd: sys/kern/vfs_subr.c, vfs_mount_alloc() and vfs_busy().
// Broken: it was there before.
#include "openbsd.h"

struct mount { struct rwlock lock; int flags; };
struct mount *mount_get(void);

static int busy(struct mount *mp, int flags) {
  int how = (flags & 1) ? RW_WRITE : RW_READ;

  if (rw_enter(&mp->lock, how | RW_NOSLEEP))
    return (16);
  return (0);
}

struct mount *mount_make(int secure) {
  struct mount *mp = mount_get();

#ifndef BROKEN
  rw_init(&mp->lock, "vfslock");
#endif
  (void)busy(mp, 0);
  mp->flags = secure;
  return (mp); /* expect: lock-leak */
}
