// RUN: %idiom %s
// The lock is taken on two ways, on one of them inside another one; the result is the
// object with it held, or NULL without.
// Seen in netbsd: sys/kern/kern_lwp.c, lwp_find2().
// Broken: the caller returns at once when the thread is of another kind.
#include "netbsd.h"

struct lwp;
struct proc {
  kmutex_t *p_lock;
  struct lwp *p_lwps;
};
struct lwp {
  struct proc *l_proc;
  int l_stat;
};
kmutex_t *proc_lock;
struct lwp *curlwp;
struct proc *proc_find(int);

static struct lwp *lwp_find2(int pid) {
  struct proc *p;
  struct lwp *l;

  if (pid != 0) {
    mutex_enter(proc_lock);
    p = proc_find(pid);
    if (p == NULL) {
      mutex_exit(proc_lock);
      return NULL;
    }
    mutex_enter(p->p_lock);
    mutex_exit(proc_lock);
  } else {
    p = curlwp->l_proc;
    mutex_enter(p->p_lock);
  }
  l = p->p_lwps;
  if (l == NULL)
    mutex_exit(p->p_lock);
  return l;
}

int lwp_kind(struct proc *p, int pid) {
  struct lwp *t = lwp_find2(pid);

  if (t == NULL)
    return 3;
#ifdef BROKEN
  if (t->l_stat == 0)
    return 22; /* expect: lock-leak */
#endif
  mutex_exit(t->l_proc->p_lock);
  return 0;
}
