// RUN: %idiom %s
// XFAIL: *
// Not yet: facts on a field that the callee writes are kept: advice only.
// A server thread holds its lock at the loop's test; the body gives it up in a callee
// that was entered with it, and takes it again.
// Seen in netbsd: sys/dev/ccd.c, ccdthread() and ccdstart().
// Broken: the thread does not take it again.
#include "netbsd.h"

struct ccd {
  kmutex_t *sc_iolock;
  kcondvar_t sc_push;
  int sc_zap, sc_jobs;
};
void kthread_exit(int) __attribute__((noreturn));

static void ccdstart(struct ccd *cs) {
  KASSERT(mutex_owned(cs->sc_iolock));
  cs->sc_jobs--;
  mutex_exit(cs->sc_iolock);
}

void ccdthread(void *cookie) {
  struct ccd *cs = cookie;

  mutex_enter(cs->sc_iolock);
  while (__predict_true(!cs->sc_zap)) {
    if (cs->sc_jobs == 0) {
      cv_wait(&cs->sc_push, cs->sc_iolock);
      continue;
    }
    ccdstart(cs); /* expect: unlock-not-held */
#ifndef BROKEN
    mutex_enter(cs->sc_iolock);
#endif
  }
  mutex_exit(cs->sc_iolock); /* expect: unlock-not-held */
  kthread_exit(0);
}
