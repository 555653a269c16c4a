// RUN: %idiom %s
// A search under the lock returns from inside the loop with the lock released; not to
// find anything is a panic, so that nothing is released behind it.
// Seen in illumos: usr/src/uts/common/fs/zfs/refcount.c, refcount_remove_many().
// Broken: not to find anything is a warning.
#include "illumos.h"

struct ref { struct ref *next; void *holder; };
struct refcount {
  kmutex_t rc_mtx;
  struct ref *rc_list;
  int rc_count;
};

int refcount_remove(struct refcount *rc, void *holder) {
  struct ref *ref;
  int count;

  mutex_enter(&rc->rc_mtx);
  for (ref = rc->rc_list; ref; ref = ref->next) {
    if (ref->holder == holder) {
      count = --rc->rc_count;
      mutex_exit(&rc->rc_mtx);
      return (count);
    }
  }
#ifdef BROKEN
  cmn_err(CE_WARN, "No such hold %p", holder);
#else
  panic("No such hold %p", holder);
#endif
  return (-1); /* expect: lock-leak */
}
