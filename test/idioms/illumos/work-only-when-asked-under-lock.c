// RUN: %idiom %s
// A thread asks a callback under its lock whether there is work, and does it without; it
// ends with the lock released for good.
// Seen in openzfs: module/zfs/zthr.c, zthr_procedure().
// Broken: the work is done with the lock, and the wait then releases it once.
#include "illumos.h"

struct zthr {
  kmutex_t zthr_state_lock;
  kcondvar_t zthr_cv;
  int (*zthr_checkfunc)(void *);
  void (*zthr_func)(void *);
  void *zthr_arg;
  int zthr_cancel;
};
void thread_exit(void);

void zthr_procedure(void *arg) {
  struct zthr *t = arg;

  mutex_enter(&t->zthr_state_lock);
  while (!t->zthr_cancel) {
    if (t->zthr_checkfunc(t->zthr_arg)) {
#ifndef BROKEN
      mutex_exit(&t->zthr_state_lock);
#endif
      t->zthr_func(t->zthr_arg);
      mutex_enter(&t->zthr_state_lock); /* expect: recursive-lock */
    } else {
      cv_wait(&t->zthr_cv, &t->zthr_state_lock);
    }
  }
  t->zthr_cancel = 0;
  cv_broadcast(&t->zthr_cv);
  mutex_exit(&t->zthr_state_lock);
  thread_exit();
}
