// RUN: %idiom %s
// A try answers -1, 1 or 0; for 1 a helper waits and releases, so that the loop starts
// without the lock, for 0 the loop is left with it.
// Seen in illumos: usr/src/uts/common/os/pid.c, sprlock_zone(), sprtrylock_proc() and
// sprwaitlock_proc().
// Broken: the helper does not release.
#include "illumos.h"

struct proc {
  kmutex_t p_lock;
  int p_stat, p_flag, p_slot;
};
kmutex_t pidlock;
kcondvar_t pr_pid_cv[30];
struct proc *prfind(int);

static int trylock_proc(struct proc *p) {
  if (p->p_stat == 4)
    return (-1);
  if (p->p_flag & 1)
    return (1);
  p->p_flag |= 1;
  return (0);
}

static void waitlock_proc(struct proc *p) {
  kmutex_t *mp = &p->p_lock;

  ASSERT(MUTEX_HELD(&p->p_lock));
  cv_wait(&pr_pid_cv[p->p_slot], mp);
#ifndef BROKEN
  mutex_exit(mp);
#endif
}

int sprlock(struct proc *leader) {
  struct proc *p;
  int ret;

  for (;;) {
    mutex_enter(&pidlock); /* expect: lock-order */
    p = leader;
    mutex_enter(&p->p_lock); /* expect: recursive-lock */
    mutex_exit(&pidlock);
    ret = trylock_proc(p);
    if (ret == -1) {
      mutex_exit(&p->p_lock);
      return (3);
    } else if (ret == 0) {
      break;
    }
    waitlock_proc(p);
  }
  mutex_exit(&p->p_lock);
  return (0);
}
