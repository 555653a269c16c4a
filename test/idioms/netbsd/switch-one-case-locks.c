// RUN: %idiom %s
// One case of a switch takes the lock, loops and leaves the loop by break with it; the
// other cases never have it.
// Seen in netbsd: sys/dev/usb/ugen.c, ugen_do_read().
// Broken: the way out for non-blocking readers keeps it.
#include "netbsd.h"

struct ugen {
  kmutex_t sc_lock;
  kcondvar_t cv;
  int count, dying;
};

int ugen_read(struct ugen *sc, int type, int flag) {
  int error = 0;

  switch (type) {
  case 3:
    mutex_enter(&sc->sc_lock);
    while (sc->count == 0) {
      if (flag & 4) {
#ifndef BROKEN
        mutex_exit(&sc->sc_lock);
#endif
        return 35; /* expect: lock-leak */
      }
      error = cv_timedwait_sig(&sc->cv, &sc->sc_lock, 100);
      if (sc->dying)
        error = 5;
      if (error)
        break;
    }
    mutex_exit(&sc->sc_lock);
    break;
  case 2:
    error = sc->dying;
    break;
  default:
    return 6;
  }
  return error;
}
