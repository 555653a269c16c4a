// RUN: %idiom %s
// One of three waits, all with the same interlock, that the callers hold before and
// after; zero and all errors alike.
// Seen in netbsd: sys/kern/tty.c, ttysleep().
// Broken: the wait without condition variable gets no interlock.
#include "netbsd.h"

kmutex_t tty_lock;
struct tty { int t_gen; };

void tty_init(void) { mutex_init(&tty_lock, MUTEX_DEFAULT, IPL_VM); }

int ttysleep(struct tty *tp, kcondvar_t *cv, bool catch_p, int timo) {
  int error, gen;

  KASSERT(mutex_owned(&tty_lock));
  gen = tp->t_gen;
  if (cv == NULL)
#ifdef BROKEN
    error = kpause("ttypause", catch_p, timo, NULL); /* expect: sleep-under-lock */
#else
    error = kpause("ttypause", catch_p, timo, &tty_lock);
#endif
  else if (catch_p)
    error = cv_timedwait_sig(cv, &tty_lock, timo);
  else
    error = cv_timedwait(cv, &tty_lock, timo);
  if (error != 0)
    return error;
  return tp->t_gen == gen ? 0 : -3;
}
