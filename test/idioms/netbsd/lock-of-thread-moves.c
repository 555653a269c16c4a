// RUN: %idiom %s
// The lock to take is named by a field that another processor may change: after the
// enter it is read again, and the loop goes round when it differs.
// Seen in netbsd: sys/kern/kern_lwp.c, lwp_trylock().
// Broken: the caller forgets the lock when the thread is of no interest.
#include "netbsd.h"

struct lwp {
  kmutex_t *l_mutex;
  int l_stat;
};

static int lwp_trylock(struct lwp *l) {
  kmutex_t *old;

  for (;;) {
    if (!mutex_tryenter(old = l->l_mutex))
      return 0;
    if (__predict_true(l->l_mutex == old))
      return 1;
    mutex_spin_exit(old);
  }
}

int lwp_poke(struct lwp *l) {
  if (!lwp_trylock(l))
    return 35;
  if (l->l_stat != 2) {
#ifndef BROKEN
    mutex_spin_exit(l->l_mutex);
#endif
    return 22; /* expect: lock-leak */
  }
  l->l_stat = 3;
  mutex_spin_exit(l->l_mutex);
  return 0;
}
