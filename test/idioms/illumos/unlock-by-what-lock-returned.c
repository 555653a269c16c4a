// RUN: %idiom %s
// A function that takes one of two locks, or none, returns which: callers hand
// that to the function that releases it.
// Seen in openzfs: module/zfs/dbuf.c, dmu_buf_lock_parent().
// Broken: one way with the lock returns what the way without does.
#include "illumos.h"

enum held { HELD_NONE, HELD_PARENT, HELD_SET };

struct set {
  krwlock_t lock;
};
struct buf {
  struct buf *parent;
  krwlock_t lock;
  int object;
};

struct set *set_of(int object);
int buf_data(struct buf *b);

static enum held lock_above(struct buf *b) {
  enum held ret = HELD_NONE;
  if (b->parent != NULL) {
    rw_enter(&b->parent->lock, RW_READER);
    ret = HELD_PARENT;
  } else if (b->object) {
    rw_enter(&set_of(b->object)->lock, RW_READER);
#ifdef BROKEN
    if (buf_data(b) != 1)
#endif
      ret = HELD_SET;
  }
  return (ret);
}

static void unlock_above(struct buf *b, enum held what) {
  if (what == HELD_PARENT)
    rw_exit(&b->parent->lock);
  else if (what == HELD_SET)
    rw_exit(&set_of(b->object)->lock);
}

int buf_read(struct buf *b) {
  enum held what = lock_above(b);
  int v = buf_data(b);
  unlock_above(b, what);
  return (v); /* expect: lock-leak */
}
