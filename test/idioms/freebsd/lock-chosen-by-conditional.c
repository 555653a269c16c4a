// RUN: %idiom %s
// The queue's lock is chosen once by a flag and kept in a local pointer; a timer only
// tries it.
// Seen in freebsd10: sys/dev/cxgb/cxgb_sge.c, sge_timer_reclaim().
// Broken: the credits run out with the lock held.
#include "freebsd.h"
#define USING_MSIX 1

struct qset {
  struct mtx lock;
  int credits;
};
struct port_info {
  struct qset *qs;
  int flags, nqsets;
};

void sge_timer_reclaim(void *arg, int count) {
  struct port_info *pi = arg;
  struct qset *qs;
  struct mtx *lock;
  int i;

  for (i = 0; i < pi->nqsets; i++) {
    qs = &pi->qs[i];
    lock = (pi->flags & USING_MSIX) ? &qs->lock : &pi->qs[0].lock;
    if (mtx_trylock(lock)) {
#ifdef BROKEN
      if (qs->credits == 0)
        return; /* expect: lock-leak */
#endif
      if (qs->credits)
        qs->credits--;
      mtx_unlock(lock);
    }
  }
}
