// RUN: %idiom %s
// An object and all below it are locked and put on a list by one function, and each that
// is taken off the list is unlocked by another.
// Seen in openbsd: sys/kern/vfs_syscalls.c, dounmount() and dounmount_leaf().
// Broken: a leaf that fails is unlocked twice.
#include "openbsd.h"

struct mount {
  struct mount *next, *below, *parent;
  struct rwlock lock;
  int dead;
};

static int busy(struct mount *mp) {
  if (rw_enter(&mp->lock, RW_WRITE | RW_SLEEPFAIL))
    return (16);
  return (0);
}

static int take_leaf(struct mount *mp) {
  if (mp->dead) {
    rw_exit(&mp->lock);
#ifdef BROKEN
    rw_exit(&mp->lock); /* expect: unlock-not-held */
#endif
    return (5);
  }
  mp->dead = 1;
  rw_exit(&mp->lock);
  return (0);
}

int take_all(struct mount *mp, int force) {
  struct mount *list = mp, *each;
  int error;

  mp->below = NULL;
  while ((mp = mp->next) != NULL)
    for (each = list; each; each = each->below) {
      if (mp->parent != each)
        continue;
      error = busy(mp);
      if (error) {
        if (force) {
          mp = list;
          break;
        }
        goto err;
      }
      mp->below = list;
      list = mp;
      break;
    }
  while ((mp = list) != NULL) {
    list = mp->below;
    error = take_leaf(mp);
    if (error)
      goto err;
  }
  return (0);
err:
  while ((mp = list) != NULL) {
    list = mp->below;
    rw_exit(&mp->lock);
  }
  return (error);
}
