// RUN: %idiom %s
// A page's lock is held when its object must be locked first: both are released and
// taken in order, and the result says whether the page is still the same. The object
// is locked in both cases.
// Seen in freebsd10: sys/vm/vm_pageout.c, vm_pageout_fallback_object_lock().
// Broken: the changed page is left without releasing the object.
#include "freebsd.h"

struct object {
  struct rwlock lock;
  int pages;
};
struct page {
  struct mtx lock;
  struct object *object;
};

static int fallback_object_lock(struct page *m, struct object *object) {
  mtx_unlock(&m->lock);
  rw_wlock(&object->lock);
  mtx_lock(&m->lock);
  return (m->object == object);
}

void pageout_scan(struct page *m) {
  struct object *object;

  mtx_lock(&m->lock);
  object = m->object;
  if (!rw_try_wlock(&object->lock) && !fallback_object_lock(m, object)) {
    mtx_unlock(&m->lock);
#ifndef BROKEN
    rw_wunlock(&object->lock);
#endif
    return; /* expect: lock-leak */
  }
  object->pages--;
  mtx_unlock(&m->lock);
  rw_wunlock(&object->lock);
}
