// RUN: %idiom %s
// Tests memory that a sleeping allocation gave, a wrapper's too, for NULL: by habit, since
// that branch, which forgets the lock, never runs.
// Seen in illumos: usr/src/uts/common/io/lvm/md/md_mddb.c line 5372, yge/yge.c line 1018.
// Broken: the allocation that may fail.
#include "illumos.h"

struct pool { krwlock_t lock; int used; };
struct entry { int index; };

static struct entry *entry_new(int sleepflag) {
  struct entry *e = kmem_zalloc(sizeof(*e), sleepflag);

  if (e == NULL)
    return (NULL);
  e->index = 1;
  return (e);
}

int reserve(struct pool *pool) {
  struct entry *e;

  rw_enter(&pool->lock, RW_WRITER);
#ifdef BROKEN
  e = entry_new(KM_NOSLEEP);
#else
  e = entry_new(KM_SLEEP);
#endif
  if (e == NULL)
    return (12); /* expect: lock-leak */
  pool->used += e->index;
  rw_exit(&pool->lock);
  return (0);
}
