// RUN: %idiom %s
// A function that drops a lock found through thread data, tells by its result whether
// it did, and a sister function that takes it again for that result.
// Seen in illumos: usr/src/uts/common/syscall/poll.c, polllock(), pollunlock() and
// pollrelock().
// Broken: the result is tested the other way round when it is taken again.
#include "illumos.h"

struct pollcache {
  kmutex_t pc_lock;
  int pc_busy;
};
struct pollstate { struct pollcache *ps_pcache; };

static int pollunlock(struct pollstate *ps) {
  int lockstate = 0;

  if (ps->ps_pcache != NULL && mutex_owned(&ps->ps_pcache->pc_lock)) {
    mutex_exit(&ps->ps_pcache->pc_lock);
    lockstate = 1;
  }
  return (lockstate);
}

static void pollrelock(struct pollstate *ps, int lockstate) {
#ifdef BROKEN
  if (lockstate == 0)
#else
  if (lockstate > 0)
#endif
    mutex_enter(&ps->ps_pcache->pc_lock);
}

void polllock(struct pollstate *ps, kmutex_t *lp) {
  if (!mutex_tryenter(lp)) {
    int lockstate = pollunlock(ps);
    mutex_enter(lp);
    pollrelock(ps, lockstate);
  }
} /* expect: lock-leak */

void devpoll(struct pollstate *ps, kmutex_t *lp) {
  mutex_enter(&ps->ps_pcache->pc_lock);
  polllock(ps, lp);
  mutex_exit(lp);
  mutex_exit(&ps->ps_pcache->pc_lock); /* expect: unlock-not-held */
}
