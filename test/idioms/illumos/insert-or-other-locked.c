// RUN: %idiom %s
// An insertion returns NULL with the new object locked, or another one that was
// there already, locked as well.
// Seen in OpenZFS: module/zfs/dbuf.c, dbuf_hash_insert().
// Broken: the object that was there comes back unlocked.
#include "illumos.h"

struct buf {
  kmutex_t mtx;
  struct buf *next;
  int id, evicting;
};
struct table {
  kmutex_t lock;
  struct buf *first;
};

struct buf *insert(struct table *t, struct buf *b) {
  struct buf *f;

  mutex_enter(&t->lock);
  for (f = t->first; f != NULL; f = f->next)
    if (f->id == b->id) {
      mutex_enter(&f->mtx);
      if (!f->evicting) {
#ifdef BROKEN
        mutex_exit(&f->mtx);
#endif
        mutex_exit(&t->lock);
        return (f);
      }
      mutex_exit(&f->mtx);
    }
  mutex_enter(&b->mtx);
  b->next = t->first;
  mutex_exit(&t->lock);
  return (NULL); /* expect: lock-leak */
}
