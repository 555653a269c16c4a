// RUN: %idiom %s
// A reader/writer lock made of a mutex, a counter and a condition variable, in macros
// that are blocks: the mutex is not held between them.
// Seen in illumos: usr/src/uts/common/sys/ptms.h, PT_ENTER_READ() and PT_EXIT_READ().
// Broken: the macro of the way out does not release the mutex.
#include "illumos.h"

struct pt_ttys {
  kmutex_t pt_lock;
  kcondvar_t pt_cv;
  int pt_refcnt, pt_state;
};
#define PT_ENTER_READ(p) { \
  mutex_enter(&(p)->pt_lock); \
  while ((p)->pt_refcnt < 0) \
    cv_wait(&((p)->pt_cv), &(p)->pt_lock); \
  (p)->pt_refcnt++; \
  mutex_exit(&(p)->pt_lock); \
}
#ifdef BROKEN
#define PT_LEAVE(p)
#else
#define PT_LEAVE(p) mutex_exit(&(p)->pt_lock);
#endif
#define PT_EXIT_READ(p) { \
  mutex_enter(&(p)->pt_lock); \
  ASSERT((p)->pt_refcnt > 0); \
  if ((--((p)->pt_refcnt)) == 0) \
    cv_broadcast(&(p)->pt_cv); \
  PT_LEAVE(p) \
}

int pt_state(struct pt_ttys *ptsp) {
  PT_ENTER_READ(ptsp);
  if (ptsp->pt_state == 0) {
    PT_EXIT_READ(ptsp);
    return (0);
  }
  PT_EXIT_READ(ptsp);
  PT_ENTER_READ(ptsp); /* expect: recursive-lock */
  PT_EXIT_READ(ptsp);
  return (1);
}
