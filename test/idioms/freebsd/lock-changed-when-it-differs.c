// RUN: %idiom %s
// Objects in an array have locks out of a pool: the one held is kept while the next
// object has the same, and released at the end if there was any.
// Seen in freebsd10: sys/vm/vm_page.c, vm_page_unhold_pages().
// Broken: the last lock is not released.
#include "freebsd.h"

struct page {
  struct mtx *lockptr;
  int holds;
};

void unhold_pages(struct page **ma, int count) {
  struct mtx *mtx, *new_mtx;

  mtx = NULL;
  for (; count != 0; count--) {
    new_mtx = (*ma)->lockptr;
    if (mtx != new_mtx) {
      if (mtx != NULL)
        mtx_unlock(mtx);
      mtx = new_mtx;
      mtx_lock(mtx);
    }
    (*ma)->holds--;
    ma++;
  }
#ifndef BROKEN
  if (mtx != NULL)
    mtx_unlock(mtx);
#endif
} /* expect: lock-leak */
