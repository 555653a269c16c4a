// RUN: %idiom %s
// The mutex is taken just for the wait of each round, and released before the result
// and the state are looked at.
// Seen in netbsd: sys/dev/ic/ciss.c, ciss_wait().
// Broken: the time-out returns before.
#include "netbsd.h"

struct ciss {
  kmutex_t sc_mutex;
  kcondvar_t sc_condvar;
  int ticks;
};

int ciss_wait(struct ciss *sc, int *state) {
  for (;;) {
    mutex_enter(&sc->sc_mutex);
    if (cv_timedwait(&sc->sc_condvar, &sc->sc_mutex, 10) == 35) {
#ifndef BROKEN
      mutex_exit(&sc->sc_mutex);
#endif
      return 35; /* expect: lock-leak */
    }
    mutex_exit(&sc->sc_mutex);
    if (*state == 2)
      return 0;
    if (--sc->ticks <= 0)
      return 60;
  }
}
