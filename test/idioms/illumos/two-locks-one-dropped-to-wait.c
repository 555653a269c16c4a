// RUN: %idiom %s
// Both locks are taken each round; for the wait the outer one is dropped first, then the
// inner one, and a signal seen is acted on without either.
// Seen in illumos: usr/src/uts/common/os/session.c, tty_hold().
// Broken: a signal returns before the inner one is dropped.
#include "illumos.h"

struct sess {
  kmutex_t s_lock;
  kcondvar_t s_exit_cv;
  int s_exit, s_ref;
};
struct proc {
  kmutex_t p_splock;
  struct sess *p_sessp;
};
void sess_rele(struct sess *);

int tty_hold(struct proc *p) {
  struct sess *sp;
  int got_sig = 0;

  for (;;) {
    mutex_enter(&p->p_splock);
    sp = p->p_sessp;
    mutex_enter(&sp->s_lock);
    if (!sp->s_exit)
      break;
    sp->s_ref++;
    mutex_exit(&p->p_splock);
    if (!cv_wait_sig(&sp->s_exit_cv, &sp->s_lock))
#ifdef BROKEN
      return (-1); /* expect: lock-leak */
#else
      got_sig = B_TRUE;
#endif
    mutex_exit(&sp->s_lock);
    sess_rele(sp);
    if (got_sig)
      return (-1);
  }
  sp->s_ref++;
  mutex_exit(&sp->s_lock);
  mutex_exit(&p->p_splock);
  return (0);
}
