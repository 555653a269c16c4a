// RUN: %idiom %s
// A helper waits once, with the mutex of its caller; the loop is the caller's.
// Seen in illumos: usr/src/uts/common/io/wpi/wpi.c, wpi_cmd().
// Broken: another mutex is held across the wait.
#include "illumos.h"

struct wpi {
  kmutex_t sc_glock, sc_mt_lock;
  kcondvar_t sc_cmd_cv;
  int sc_flags;
};

static int wpi_cmd(struct wpi *sc, int async) {
  ASSERT(mutex_owned(&sc->sc_glock));
  if (async)
    return (0);
  sc->sc_flags &= ~1;
  while (!(sc->sc_flags & 1)) {
    if (cv_timedwait(&sc->sc_cmd_cv, &sc->sc_glock, ddi_get_lbolt() + 200) < 0)
      break;
  }
  return ((sc->sc_flags & 1) ? 0 : 5);
}

int wpi_config(struct wpi *sc) {
  int err;

#ifdef BROKEN
  mutex_enter(&sc->sc_mt_lock);
#endif
  mutex_enter(&sc->sc_glock);
  err = wpi_cmd(sc, 0); /* expect: sleep-under-lock */
  mutex_exit(&sc->sc_glock);
#ifdef BROKEN
  mutex_exit(&sc->sc_mt_lock);
#endif
  return (err);
}
