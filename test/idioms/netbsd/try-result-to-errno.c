// RUN: %idiom %s
// The result of a try becomes an errno by ?: and is tested after another lock was
// released; on 0 the read lock is held.
// Seen in netbsd: sys/kern/kern_proc.c, copy_procargs().
// Broken: an early way out forgets the read lock.
#include "netbsd.h"

struct proc {
  kmutex_t *p_lock;
  krwlock_t p_reflock;
  void *p_vmspace;
};
int copy_args(struct proc *);

int copy_procargs(struct proc *p) {
  int error;

  mutex_enter(p->p_lock);
  error = rw_tryenter(&p->p_reflock, RW_READER) ? 0 : 16;
  mutex_exit(p->p_lock);
  if (error)
    return error;
  if (p->p_vmspace == NULL) {
#ifndef BROKEN
    rw_exit(&p->p_reflock);
#endif
    return 22; /* expect: lock-leak */
  }
  error = copy_args(p);
  rw_exit(&p->p_reflock);
  return error;
}
