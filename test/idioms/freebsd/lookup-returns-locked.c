// RUN: %idiom %s
// A search returns the process with its mutex held, or NULL; one that is not yet
// ready is passed over.
// Seen in freebsd10: sys/kern/kern_proc.c, pfind_locked() and pfind().
// Broken: the process that is not ready is forgotten locked.
#include "freebsd.h"

struct proc {
  struct mtx p_mtx;
  struct proc *p_next;
  int p_pid, p_state;
};
static struct sx allproc_lock;
static struct proc *allproc;

static struct proc *pfind_locked(int pid) {
  struct proc *p;

  sx_assert(&allproc_lock, SX_LOCKED);
  for (p = allproc; p != NULL; p = p->p_next) {
    if (p->p_pid == pid) {
      mtx_lock(&p->p_mtx);
      if (p->p_state == 0) {
#ifndef BROKEN
        mtx_unlock(&p->p_mtx);
#endif
        p = NULL;
      }
      break;
    }
  }
  return (p); /* expect: lock-leak */
}

struct proc *pfind(int pid) {
  struct proc *p;

  sx_slock(&allproc_lock);
  p = pfind_locked(pid);
  sx_sunlock(&allproc_lock);
  return (p);
}

int proc_state(int pid) {
  struct proc *p;
  int state;

  if ((p = pfind(pid)) == NULL)
    return (-1);
  state = p->p_state;
  mtx_unlock(&p->p_mtx);
  return (state);
}
