// RUN: %idiom %s
// A loop until an atomic operation succeeds, under a mutex, with a return inside of it.
// Seen in illumos: usr/src/uts/common/io/comstar/stmf/stmf.c, stmf_task_lu_done().
// Broken: the return inside keeps the mutex.
#include "illumos.h"

typedef struct { kmutex_t worker_lock; int flags; } worker_t;
int atomic_cas_32(int *, int, int);

void task_lu_done(worker_t *w, int *flags) {
  int new, old;

  mutex_enter(&w->worker_lock);
  do {
    new = old = *flags;
    if (old & 8) {
#ifndef BROKEN
      mutex_exit(&w->worker_lock);
#endif
      return; /* expect: lock-leak */
    }
    new &= ~1;
  } while (atomic_cas_32(flags, old, new) != old);
  mutex_exit(&w->worker_lock);
}
