// RUN: %idiom %s
// A sublist is returned with its lock held, always; the loop over all of them locks and
// unlocks one per round through the result.
// Seen in illumos: usr/src/uts/common/fs/zfs/multilist.c, multilist_sublist_lock().
// Broken: an empty sublist ends the loop with its lock held.
#include "illumos.h"

struct sublist {
  kmutex_t mls_lock;
  int mls_count;
};
struct multilist {
  struct sublist *ml_sublists;
  int ml_num;
};

static struct sublist *sublist_lock(struct multilist *ml, int idx) {
  struct sublist *mls = &ml->ml_sublists[idx];

  mutex_enter(&mls->mls_lock);
  return (mls);
}

static void sublist_unlock(struct sublist *mls) { mutex_exit(&mls->mls_lock); }

int multilist_count(struct multilist *ml) {
  int sum = 0;

  for (int i = 0; i < ml->ml_num; i++) {
    struct sublist *mls = sublist_lock(ml, i);

    if (mls->mls_count == 0) {
#ifndef BROKEN
      sublist_unlock(mls);
#endif
      return (-1); /* expect: lock-leak */
    }
    sum += mls->mls_count;
    sublist_unlock(mls);
  }
  return (sum);
}
