// RUN: %idiom %s
// A search under the reader lock; an id is got without it and the search done again as
// writer, and the upgrade is tried only where the lock is held for reading.
// Seen in illumos: usr/src/uts/common/fs/nfs/nfs4_db.c, rfs4_dbsearch().
// Broken: there is no id, and that way out does not release.
#include "illumos.h"

struct bucket {
  krwlock_t lock, *dbk_lock;
  void *dbk_head;
};
int id_alloc(void);
void *entry_create(int);

void *db_search(struct bucket *bp, int create) {
  int id = -1;

  rw_enter(&bp->lock, RW_READER);
retry:
  if (bp->dbk_head != NULL) {
    rw_exit(&bp->lock);
    return (bp->dbk_head);
  }
  if (!create) {
#ifndef BROKEN
    rw_exit(&bp->lock);
#endif
    return (NULL); /* expect: lock-leak */
  }
  if (id == -1) {
    rw_exit(&bp->lock);
    id = id_alloc();
    ASSERT(id != -1);
    rw_enter(&bp->lock, RW_WRITER);
    goto retry;
  }
  if (rw_read_locked(&bp->lock) && !rw_tryupgrade(&bp->lock)) {
    rw_exit(&bp->lock);
    rw_enter(&bp->lock, RW_WRITER);
    goto retry;
  }
  bp->dbk_head = entry_create(id);
  rw_exit(&bp->lock);
  return (bp->dbk_head);
}
