// RUN: %idiom %s
// After a failed upgrade the search is repeated, as another thread may have added the
// entry between exit and enter; found entries return early.
// Seen in illumos: usr/src/uts/common/idmap/idmap_cache.c, kidmap_find_sid_prefix().
// Broken: the early return of the second search keeps the lock.
#include "illumos.h"

struct store { krwlock_t lock; } *sid_store;
const char *store_find(struct store *, const char *);
const char *store_add(struct store *, const char *);

const char *find_sid_prefix(const char *sid) {
  const char *result;

  rw_enter(&sid_store->lock, RW_READER);
  result = store_find(sid_store, sid);
  if (result) {
    rw_exit(&sid_store->lock);
    return (result);
  }
  if (rw_tryupgrade(&sid_store->lock) == 0) {
    rw_exit(&sid_store->lock);
    rw_enter(&sid_store->lock, RW_WRITER);
    result = store_find(sid_store, sid);
    if (result) {
#ifndef BROKEN
      rw_exit(&sid_store->lock);
#endif
      return (result); /* expect: lock-leak */
    }
  }
  result = store_add(sid_store, sid);
  rw_exit(&sid_store->lock);
  return (result);
}
