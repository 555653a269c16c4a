// RUN: %idiom %s
// A compare-and-swap is tried with the lock if there are waiters and it is not the
// caller's; each failed round releases it again.
// Seen in freebsd10: sys/vm/vm_page.c, vm_page_busy_downgrade().
// Broken: a failed round keeps it.
#include "freebsd.h"
int atomic_cmpset_rel_int(u_int *p, u_int old, u_int new);

struct page {
  struct mtx lock;
  u_int busy_lock;
};

void page_busy_downgrade(struct page *m) {
  u_int x;
  int locked;

  locked = mtx_owned(&m->lock);
  for (;;) {
    x = m->busy_lock & 8;
    if (x != 0 && !locked)
      mtx_lock(&m->lock); /* expect: recursive-lock */
    if (atomic_cmpset_rel_int(&m->busy_lock, 1 | x, 2))
      break;
#ifndef BROKEN
    if (x != 0 && !locked)
      mtx_unlock(&m->lock);
#endif
  }
  if (x != 0) {
    wakeup(m);
    if (!locked)
      mtx_unlock(&m->lock);
  }
}
