// RUN: %idiom %s
// A thread is told to end under the lock that it takes, and waited for without it.
// Seen in netbsd: sys/dev/fss.c, fss_softc_free().
// Broken: it is waited for under a spin mutex.
#include "netbsd.h"

int kthread_join(struct lwp *);
struct fss {
  kmutex_t sc_slock;
  kcondvar_t sc_work_cv;
  struct lwp *sc_bs_lwp;
  int sc_stop;
};

void fss_attach(struct fss *sc) { mutex_init(&sc->sc_slock, MUTEX_DEFAULT, IPL_SCHED); }

int fss_stop(struct fss *sc) {
  struct lwp *l;

  mutex_enter(&sc->sc_slock);
  sc->sc_stop = 1;
  cv_signal(&sc->sc_work_cv);
  l = sc->sc_bs_lwp;
#ifdef BROKEN
  kthread_join(l); /* expect: sleep-under-lock */
  mutex_exit(&sc->sc_slock);
#else
  mutex_exit(&sc->sc_slock);
  kthread_join(l);
#endif
  return 0;
}
