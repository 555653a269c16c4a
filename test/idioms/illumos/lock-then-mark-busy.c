// RUN: %idiom %s
// A lock made of a mutex and an owner: the function returns with the mutex free and the
// owner set, or interrupted and with neither. Its own mutex never stays held.
// Seen in illumos: usr/src/uts/common/os/pool.c, pool_lock_intr(), and
// usr/src/uts/common/io/devpool.c, pool_open().
// Broken: the interrupted wait does not exit.
#include "illumos.h"

kmutex_t pool_mutex;
kcondvar_t pool_busy_cv;
void *pool_busy_thread;
extern void *curthread;

int pool_lock_intr(void) {
  mutex_enter(&pool_mutex);
  while (pool_busy_thread != NULL) {
    if (cv_wait_sig(&pool_busy_cv, &pool_mutex) == 0) {
      cv_signal(&pool_busy_cv);
#ifndef BROKEN
      mutex_exit(&pool_mutex);
#endif
      return (1);
    }
  }
  pool_busy_thread = curthread;
  mutex_exit(&pool_mutex);
  return (0);
}

int pool_open(void) {
  if (pool_lock_intr() != 0)
    return (4); /* expect: lock-leak */
  mutex_enter(&pool_mutex);
  pool_busy_thread = NULL;
  mutex_exit(&pool_mutex);
  return (0);
}
