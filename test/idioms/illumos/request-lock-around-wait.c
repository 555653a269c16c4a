// RUN: %idiom %s
// An outer mutex only lets requests in one by one; it is held during the wait with the
// inner one, and the thread that wakes never takes it.
// Seen in openzfs: module/zfs/zthr.c, zthr_cancel().
// Broken: the way out that has nothing to cancel keeps it.
#include "illumos.h"

struct zthr {
  kmutex_t zthr_request_lock, zthr_state_lock;
  kcondvar_t zthr_cv;
  void *zthr_thread;
};

void zthr_ended(struct zthr *t) {
  mutex_enter(&t->zthr_state_lock);
  t->zthr_thread = NULL;
  cv_broadcast(&t->zthr_cv);
  mutex_exit(&t->zthr_state_lock);
}

void zthr_cancel(struct zthr *t) {
  mutex_enter(&t->zthr_request_lock);
  mutex_enter(&t->zthr_state_lock);
  while (t->zthr_thread != NULL)
    cv_wait(&t->zthr_cv, &t->zthr_state_lock);
  mutex_exit(&t->zthr_state_lock);
#ifndef BROKEN
  mutex_exit(&t->zthr_request_lock);
#endif
}

void zthr_cancel_both(struct zthr *t) {
  zthr_cancel(t);
  zthr_cancel(t); /* expect: recursive-lock */
}
