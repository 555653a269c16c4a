// RUN: %idiom %s
// Two buckets are locked in the order of their addresses, and once if they are one.
// Seen in linux: kernel/futex/futex.h, double_lock_hb() and double_unlock_hb().
// Broken: the comparison is missing when it releases.
#include "linux.h"
#define swap(a, b) do { __typeof__(a) t_ = (a); (a) = (b); (b) = t_; } while (0)

struct bucket {
  spinlock_t lock;
  int waiters;
};

static void double_lock(struct bucket *hb1, struct bucket *hb2) {
  if (hb1 > hb2)
    swap(hb1, hb2);
  spin_lock(&hb1->lock);
  if (hb1 != hb2)
    spin_lock_nested(&hb2->lock, 1);
}

static void double_unlock(struct bucket *hb1, struct bucket *hb2) {
  spin_unlock(&hb1->lock);
#ifndef BROKEN
  if (hb1 != hb2)
#endif
    spin_unlock(&hb2->lock);
}

int futex_requeue(struct bucket *hb1, struct bucket *hb2) {
  int n;

  double_lock(hb1, hb2);
  n = hb1->waiters + hb2->waiters;
  double_unlock(hb1, hb2); /* expect: unlock-not-held */
  return n;
}
