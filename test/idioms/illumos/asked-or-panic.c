// RUN: %idiom %s
// A function that asks whether its caller holds the lock, and does not return
// otherwise, says so like an assertion.
// Seen in openzfs: include/sys/zfs_context.h (ASSERT in user space),
// module/zfs/dbuf.c, dbuf_rele_and_unlock().
// Broken: a caller comes without the lock.
#include "illumos.h"

struct buf {
  kmutex_t b_mtx;
  int b_holds;
};

static void buf_drop(struct buf *b) {
  int owned = mutex_owned(&b->b_mtx);

  if (!owned)
    panic("buf_drop: %p not locked", (void *)b);
  b->b_holds--;
}

void buf_rele(struct buf *b) {
  mutex_enter(&b->b_mtx);
  buf_drop(b);
  mutex_exit(&b->b_mtx);
}

void buf_rele_twice(struct buf *b) {
  mutex_enter(&b->b_mtx);
  buf_drop(b);
#ifdef BROKEN
  mutex_exit(&b->b_mtx);
  buf_drop(b); /* expect: unlock-not-held */
#else
  buf_drop(b);
  mutex_exit(&b->b_mtx);
#endif
}
