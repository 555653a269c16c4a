// RUN: %idiom %s
// What is returned is locked, whether it was found or made. One that was made before
// another was found is freed as it is, with its lock.
// Seen in dragonfly: sys/kern/vfs_cache.c, cache_nlookup().
// Broken: one that was made is locked once more.
#include "dragonfly.h"

struct ncp {
  struct lock nc_lock;
  int id;
};
struct nch {
  struct ncp *ncp;
  int mount;
};
struct ncp *get(void);
struct ncp *find(int id);
void kfree(void *, void *);

static struct ncp *alloc(void) {
  struct ncp *ncp = get();

  lockmgr(&ncp->nc_lock, LK_EXCLUSIVE);
  return (ncp);
}

struct nch lookup(int id) {
  struct ncp *made = NULL, *ncp;
  struct nch nch;

again:
  ncp = find(id);
  if (ncp != NULL) {
    if (lockmgr(&ncp->nc_lock, LK_EXCLUSIVE | LK_NOWAIT))
      goto again;
    if (made != NULL)
      kfree(made, NULL);
  } else {
    if (made == NULL) {
      made = alloc();
#ifdef BROKEN
      lockmgr(&made->nc_lock, LK_EXCLUSIVE); /* expect: recursive-lock */
#endif
      goto again;
    }
    ncp = made;
  }
  nch.ncp = ncp;
  nch.mount = id;
  return (nch);
}
