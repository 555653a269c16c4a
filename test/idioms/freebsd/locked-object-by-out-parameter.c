// RUN: %idiom %s
// A function returns 0 and, through a parameter, an object that it locked; what it
// finds wrong with the object releases it.
// Seen in freebsd10: sys/kern/kern_proc.c, pget().
// Broken: one of the checks returns its error directly.
#include "freebsd.h"
#define ESRCH 3
#define EPERM 1

struct proc {
  struct mtx p_mtx;
  int p_flag, p_uid;
};
static struct proc *proc0;

static struct proc *pfind(int pid) {
  struct proc *p = pid == 0 ? proc0 : NULL;

  if (p != NULL)
    mtx_lock(&p->p_mtx);
  return (p);
}

static int pget(int pid, int flags, struct proc **pp) {
  struct proc *p;
  int error;

  p = pfind(pid);
  if (p == NULL)
    return (ESRCH);
  if ((flags & 1) != 0 && p->p_uid != 0) {
    error = EPERM;
#ifdef BROKEN
    return (error); /* expect: lock-leak */
#else
    goto errout;
#endif
  }
  if ((flags & 2) != 0 && (p->p_flag & 4) != 0) {
    error = ESRCH;
    goto errout;
  }
  *pp = p;
  return (0);
errout:
  mtx_unlock(&p->p_mtx);
  return (error);
}

int proc_uid(int pid) {
  struct proc *p;
  int uid;

  if (pget(pid, 3, &p) != 0)
    return (-1);
  uid = p->p_uid;
  mtx_unlock(&p->p_mtx);
  return (uid);
}
