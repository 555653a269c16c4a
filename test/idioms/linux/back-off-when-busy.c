// RUN: %idiom %s
// The second lock is tried in the wrong order; when it is busy, the first is given up
// and both are taken in the usual one.
// Seen in linux: kernel/sched/sched.h, _double_lock_balance().
// Broken: the first is not given up.
#include "linux.h"

struct rq {
  raw_spinlock_t lock;
  int nr;
};
struct pair {
  struct rq low;
  raw_spinlock_t high;
};

void usual_order(struct pair *p) {
  raw_spin_lock(&p->low.lock);
  raw_spin_lock(&p->high); /* expect: lock-order */
  p->low.nr++;
  raw_spin_unlock(&p->high);
  raw_spin_unlock(&p->low.lock);
}

void other_order(struct pair *p) {
  raw_spin_lock(&p->high);
  if (!raw_spin_trylock(&p->low.lock)) {
#ifdef BROKEN
    raw_spin_lock(&p->low.lock);
#else
    raw_spin_unlock(&p->high);
    raw_spin_lock(&p->low.lock);
    raw_spin_lock(&p->high);
#endif
  }
  p->low.nr--;
  raw_spin_unlock(&p->low.lock);
  raw_spin_unlock(&p->high);
}
