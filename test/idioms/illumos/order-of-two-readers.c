// RUN: %idiom %s
// Two functions take a mutex and a reader/writer lock in opposite order, both as
// readers, and nobody writes: neither waits for the other.
// Seen in openzfs: module/zfs/dmu_objset.c, dmu_objset_from_ds().
// Broken: somebody does, and readers wait behind a waiting writer.
#include "illumos.h"

struct set {
  kmutex_t opening;
  krwlock_t tree;
  int root, open;
};

void set_open(struct set *s) {
  mutex_enter(&s->opening);
  rw_enter(&s->tree, RW_READER); /* expect: lock-order */
  s->open = s->root;
  rw_exit(&s->tree);
  mutex_exit(&s->opening);
}

void set_create(struct set *s) {
  rw_enter(&s->tree, RW_READER);
  mutex_enter(&s->opening);
  s->open = 1;
  mutex_exit(&s->opening);
  rw_exit(&s->tree);
}

#ifdef BROKEN
void set_move(struct set *s, int root) {
  rw_enter(&s->tree, RW_WRITER);
  s->root = root;
  rw_exit(&s->tree);
}
#endif
