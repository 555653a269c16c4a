// RUN: %idiom %s
// A function that suspends another thread waits with PDROP: its caller's mutex is
// released when it returns.
// Seen in freebsd10: sys/kern/kern_kthread.c, kproc_suspend().
// Broken: the caller releases the mutex once more.
#include "freebsd.h"

struct kproc {
  struct mtx p_mtx;
  int p_siglist, p_flag;
};

static int wait_stopped(struct kproc *p, int timo) {
  mtx_assert(&p->p_mtx, MA_OWNED);
  return (msleep(&p->p_siglist, &p->p_mtx, PDROP, "suspkp", timo));
}

int kproc_suspend(struct kproc *p, int timo) {
  int error;

  mtx_lock(&p->p_mtx);
  if ((p->p_flag & 4) == 0) {
    mtx_unlock(&p->p_mtx);
    return (22);
  }
  p->p_siglist |= 1;
  error = wait_stopped(p, timo);
#ifdef BROKEN
  mtx_unlock(&p->p_mtx); /* expect: unlock-not-held */
#endif
  return (error);
}
