// RUN: %idiom %s
// One function takes, shares, tries for and releases the lock, as its flags say; a
// second one adds a flag of its own, a third changes them first.
// Seen in dragonfly: sys/net/if.c, ifgroup_lockmgr(); sys/kern/vfs_vnops.c, vn_lock();
// sys/netproto/smb/smb_conn.c, smb_co_lock().
// Broken: it stops at a member that is gone, with the lock.
#include "dragonfly.h"

struct group {
  struct lock lk;
  struct group *next;
  int id;
};

int group_lockmgr(struct group *g, int flags) {
  return lockmgr(&g->lk, flags);
}

int group_try(struct group *g, int flags) {
  return group_lockmgr(g, flags | LK_NOWAIT);
}

int group_lock(struct group *g, int flags) {
  if ((flags & LK_TYPE_MASK) == 0)
    flags |= LK_EXCLUSIVE;
  return lockmgr(&g->lk, flags);
}

int group_match(struct group *all, int id) {
  struct group *g;

  group_lockmgr(all, LK_SHARED);
  for (g = all->next; g != NULL; g = g->next) {
    if (g->id == id) {
      group_lockmgr(all, LK_RELEASE);
      return (1);
    }
#ifdef BROKEN
    if (g->id < 0)
      return (0); /* expect: lock-leak */
#endif
  }
  group_lockmgr(all, LK_RELEASE);
  return (0);
}

int group_rename(struct group *g, int id) {
  if (group_try(g, LK_EXCLUSIVE))
    return (16);
  g->id = id;
  group_lockmgr(g, LK_RELEASE);
  group_lock(g, 0);
  g->id++;
  group_lockmgr(g, LK_RELEASE);
  return (0);
}
