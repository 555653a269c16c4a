// RUN: %idiom %s
// A cache lookup that has to write tries to upgrade; when it cannot, it takes the
// write lock, notes that in a flag, and searches again.
// Seen in freebsd10: sys/kern/vfs_cache.c, cache_lookup().
// Broken: the flag is not set, and the end releases the wrong mode by the flag.
#include "freebsd.h"

static struct rwlock cache_lock;
static int entries;
#define CACHE_UPGRADE_LOCK() rw_try_upgrade(&cache_lock)

int cache_lookup(int name, int make) {
  int wlocked;

  rw_rlock(&cache_lock);
  wlocked = 0;
retry_wlocked:
  if (name == entries)
    goto success;
  if (!make) {
    if (!wlocked && !CACHE_UPGRADE_LOCK())
      goto wlock;
    entries--;
    rw_wunlock(&cache_lock);
    return (0);
  }
success:
  if (wlocked)
    rw_wunlock(&cache_lock);
  else
    rw_runlock(&cache_lock);
  return (-1);
wlock:
#ifndef BROKEN
  rw_runlock(&cache_lock);
#endif
  rw_wlock(&cache_lock); /* expect: recursive-lock */
  wlocked = 1;
  goto retry_wlocked;
}
