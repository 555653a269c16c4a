// RUN: %idiom %s
// The caller locks the first of a family of objects; what takes the family apart
// puts all of them on a list and releases the lock of each that it finds there.
// Seen in OpenBSD: sys/kern/vfs_syscalls.c, dounmount(), and sys/kern/vfs_default.c,
// vop_generic_revoke().
// Broken: the objects are put on the list and left there.
#include "openbsd.h"

struct mount {
  struct mount *next;
  struct rwlock lock;
  int dead;
};
struct mount *mounts;
void collect(struct mount *);

int take_apart(struct mount *mp) {
  struct mount *each;

  collect(mp);
  for (each = mounts; each != NULL; each = each->next) {
    each->dead = 1;
    rw_exit(&each->lock);
  }
  return (0);
}

int revoke(struct mount *mp) {
  rw_enter_write(&mp->lock);
  if (mp->dead) {
    rw_exit(&mp->lock);
    return (0);
  }
#ifdef BROKEN
  collect(mp);
  return (0); /* expect: lock-leak */
#else
  return (take_apart(mp));
#endif
}
