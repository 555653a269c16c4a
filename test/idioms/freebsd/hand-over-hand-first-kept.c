// RUN: %idiom %s
// A chain of objects is walked hand over hand; the first object's lock is the
// caller's and is never released, which a comparison of pointers tells.
// Seen in freebsd10: sys/vm/vm_pageout.c, vm_pageout_object_deactivate_pages().
// Broken: the comparison is missing at the end, so that the caller's lock goes on one
// way out and stays on the other; the caller, which gives it up, is right.
#include "freebsd.h"

struct vm_object {
  struct rwlock lock;
  struct vm_object *backing;
  int pages;
};

static void deactivate(struct vm_object *first, int desired) {
  struct vm_object *object, *backing;

  rw_assert(&first->lock, RA_LOCKED);
  for (object = first;; object = backing) {
    if (object->pages <= desired)
      goto unlock_return;
    object->pages = desired;
    if ((backing = object->backing) == NULL)
      goto unlock_return;
    rw_rlock(&backing->lock);
    if (object != first)
      rw_runlock(&object->lock);
  }
unlock_return:
#ifndef BROKEN
  if (object != first)
#endif
    rw_runlock(&object->lock);
} /* expect: lock-leak */

void swapout(struct vm_object *first) {
  rw_rlock(&first->lock);
  deactivate(first, 8);
  rw_runlock(&first->lock);
}
