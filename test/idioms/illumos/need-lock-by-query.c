// RUN: %idiom %s
// Works with the mutex held by the caller or not: it asks before it takes it, and
// releases what it took.
// Seen in illumos: usr/src/uts/common/fs/zfs/multilist.c, multilist_insert().
// Broken: the test before the enter is inverted.
#include "illumos.h"

struct sublist {
  kmutex_t mls_lock;
  int mls_count;
};

void multilist_insert(struct sublist *mls) {
#ifdef BROKEN
  int need_lock = MUTEX_HELD(&mls->mls_lock);
#else
  int need_lock = !MUTEX_HELD(&mls->mls_lock);
#endif

  if (need_lock)
    mutex_enter(&mls->mls_lock); /* expect: recursive-lock */
  mls->mls_count++;
  if (need_lock)
    mutex_exit(&mls->mls_lock);
}
