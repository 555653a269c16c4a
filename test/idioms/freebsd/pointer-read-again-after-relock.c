// RUN: %idiom %s
// The object is read from the page under the page's lock; that is dropped so that the
// object's lock comes first, and the page is asked again whether it is still in it.
// Seen in freebsd10: sys/vm/vm_pageout.c, vm_pageout_scan().
// Broken: where the page has moved, the object's lock is forgotten.
#include "freebsd.h"

struct object {
  struct rwlock lock;
  int pages;
};
struct page {
  struct mtx lock;
  struct object *object;
};

void page_insert(struct page *m, struct object *object) {
  mtx_lock(&m->lock);
  m->object = object;
  mtx_unlock(&m->lock);
}

void pageout_one(struct page *m) {
  struct object *object;

  mtx_lock(&m->lock);
  object = m->object;
  mtx_unlock(&m->lock);
  rw_wlock(&object->lock);
  mtx_lock(&m->lock);
  if (m->object != object) {
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
