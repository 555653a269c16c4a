// RUN: %idiom %s
// A long list is worked off with the lock, which is dropped now and then.
// Seen in linux: fs/libfs.c, scan_positives().
// Broken: it leaves the loop with the lock dropped.
#include "linux.h"
int need_resched(void);
void cond_resched(void);

struct lru {
  spinlock_t lock;
  int items;
};

int walk(struct lru *lru) {
  int n = 0;

  spin_lock(&lru->lock);
  while (lru->items > 0) {
    lru->items--;
    n++;
    if (need_resched()) {
      spin_unlock(&lru->lock);
#ifdef BROKEN
      if (n > 32)
        break;
#endif
      cond_resched();
      spin_lock(&lru->lock);
    }
  }
  spin_unlock(&lru->lock); /* expect: unlock-not-held */
  return n;
}
