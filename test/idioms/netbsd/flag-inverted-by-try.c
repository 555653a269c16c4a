// RUN: %idiom %s
// A flag says that the object could not be locked; the release is made where the flag
// is not set, much later.
// Seen in netbsd: sys/kern/kern_proc.c, sysctl_doeproc().
// Broken: the release is made where the flag is set.
#include "netbsd.h"

struct proc {
  kmutex_t *p_lock;
  krwlock_t p_reflock;
  int p_refs;
};
int copy_out(struct proc *);

int report(struct proc *p, int mmmbrains) {
  int zombie, error;

  mutex_enter(p->p_lock);
  if (mmmbrains)
    zombie = 1;
  else
    zombie = !rw_tryenter(&p->p_reflock, RW_READER);
  mutex_exit(p->p_lock);
  error = copy_out(p);
#ifdef BROKEN
  if (zombie)
#else
  if (!zombie)
#endif
    rw_exit(&p->p_reflock); /* expect: unlock-not-held */
  return error; /* expect: lock-leak */
}
