// RUN: %idiom %s
// A try that failed is counted and followed by a plain enter: held in either case.
// Seen in illumos: usr/src/uts/common/os/kmem.c, kmem_depot_alloc().
// Broken: the enter is done when the try succeeded.
#include "illumos.h"

struct cache {
  kmutex_t cache_depot_lock;
  int contention, total;
};

int depot_alloc(struct cache *cp) {
  int got = 0;

#ifdef BROKEN
  if (mutex_tryenter(&cp->cache_depot_lock)) {
#else
  if (!mutex_tryenter(&cp->cache_depot_lock)) {
#endif
    mutex_enter(&cp->cache_depot_lock); /* expect: recursive-lock */
    cp->contention++;
  }
  if (cp->total > 0)
    got = cp->total--;
  mutex_exit(&cp->cache_depot_lock); /* expect: unlock-not-held */
  return (got);
}
