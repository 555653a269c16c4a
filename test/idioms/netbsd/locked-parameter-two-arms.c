// RUN: %idiom %s
// XFAIL: *
// Not yet: after the recursive acquire the path goes on: a wait is told too.
// With `locked` the caller has the mutex and waits with it; without, the function takes
// and releases it. Both arms are written out.
// Seen in netbsd: sys/dev/sysmon/sysmon_envsys.c, sysmon_envsys_acquire().
// Broken: a caller that has the mutex says that it has not.
#include "netbsd.h"

struct sme {
  kmutex_t sme_mtx;
  kcondvar_t sme_condvar;
  int sme_flags;
};

void sme_acquire(struct sme *sme, bool locked) {
  if (locked) {
    while (sme->sme_flags & 1)
      cv_wait(&sme->sme_condvar, &sme->sme_mtx);
    sme->sme_flags |= 1;
  } else {
    mutex_enter(&sme->sme_mtx);
    while (sme->sme_flags & 1)
      cv_wait(&sme->sme_condvar, &sme->sme_mtx);
    sme->sme_flags |= 1;
    mutex_exit(&sme->sme_mtx);
  }
}

void sme_refresh(struct sme *sme) {
  mutex_enter(&sme->sme_mtx);
#ifdef BROKEN
  sme_acquire(sme, 0); /* expect: recursive-lock */
#else
  sme_acquire(sme, 1);
#endif
  sme->sme_flags &= ~1;
  mutex_exit(&sme->sme_mtx);
}
