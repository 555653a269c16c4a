// RUN: %idiom %s
// A wait that a signal may end: 0 means interrupted, and the mutex is held then too.
// Seen in illumos: usr/src/uts/common/io/rsm/rsm.c, rsm_unpublish().
// Broken: the release on interruption is gone.
#include "illumos.h"

struct seg {
  kmutex_t s_lock;
  kcondvar_t s_cv;
  int s_state;
};
#define rsmseglock_acquire(p) mutex_enter(&(p)->s_lock)
#define rsmseglock_release(p) mutex_exit(&(p)->s_lock)

int rsm_unpublish(struct seg *seg) {
  rsmseglock_acquire(seg);
  while (seg->s_state == 3) {
    if (cv_wait_sig(&seg->s_cv, &seg->s_lock) == 0) {
#ifndef BROKEN
      rsmseglock_release(seg);
#endif
      return (4); /* expect: lock-leak */
    }
  }
  seg->s_state = 1;
  rsmseglock_release(seg);
  return (0);
}
