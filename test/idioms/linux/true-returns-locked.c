// RUN: %idiom %s
// A reference count that reaches zero returns 1 with the lock, else 0 without it.
// Seen in linux: kernel/locking/mutex.c, atomic_dec_and_mutex_lock().
// Broken: the caller releases in both cases.
#include "linux.h"

struct object {
  struct mutex lock;
  int refs, freed;
};

static int dec_and_mutex_lock(struct object *o) {
  if (o->refs > 1) {
    o->refs--;
    return 0;
  }
  mutex_lock(&o->lock);
  if (--o->refs != 0) {
    mutex_unlock(&o->lock);
    return 0;
  }
  return 1;
}

void object_put(struct object *o) {
#ifdef BROKEN
  if (dec_and_mutex_lock(o))
    o->freed = 1;
#else
  if (!dec_and_mutex_lock(o))
    return;
  o->freed = 1;
#endif
  mutex_unlock(&o->lock); /* expect: unlock-not-held */
}
