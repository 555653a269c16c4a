// RUN: %idiom %s
// Mutex and condition variable are waited with through locals, the outer mutex is
// dropped during the wait; a NULL result comes back with the outer one only.
// Seen in illumos: usr/src/uts/common/fs/proc/prsubr.c, pr_p_lock() and prlock().
// Broken: the outer mutex is kept during the wait, which then is no wait that drops
// all the locks.
#include "illumos.h"

struct proc {
  kmutex_t p_lock;
  int p_flag, p_slot;
};
struct prnode { struct proc *pr_proc; };
kmutex_t pr_pidlock;
kcondvar_t pr_pid_cv[30];

static struct proc *pr_p_lock(struct prnode *pnp) {
  struct proc *p;

  mutex_enter(&pr_pidlock);
  if ((p = pnp->pr_proc) == NULL)
    return (NULL);
  mutex_enter(&p->p_lock);
  while (p->p_flag & 1) {
    kcondvar_t *cv = &pr_pid_cv[p->p_slot];
    kmutex_t *mp = &p->p_lock;
#ifndef BROKEN
    mutex_exit(&pr_pidlock);
#endif
    cv_wait(cv, mp); /* expect: sleep-under-lock */
    mutex_exit(mp);
#ifndef BROKEN
    mutex_enter(&pr_pidlock);
#endif
    if (pnp->pr_proc == NULL)
      return (NULL);
    mutex_enter(&p->p_lock);
  }
  p->p_flag |= 1;
  return (p);
}

int prlock(struct prnode *pnp) {
  struct proc *p = pr_p_lock(pnp);

  mutex_exit(&pr_pidlock);
  if (p == NULL)
    return (2);
  mutex_exit(&p->p_lock);
  return (0);
}
