// RUN: %idiom %s
// A flag in the softc decides between trying and waiting; the lock is dropped for the
// sleep and taken again the same way.
// Seen in netbsd: sys/net/if_tap.c, tap_dev_read().
// Broken: the way out after the sleep holds the lock, as it was not dropped.
#include "netbsd.h"

struct tap {
  kmutex_t sc_rdlock;
  int sc_flags, sc_up;
  void *sc_head;
};

void tap_ioctl(struct tap *sc, int flags) {
  sc->sc_flags = flags;
}

int tap_read(struct tap *sc) {
  int error = 0;

  if ((sc->sc_flags & 1) != 0) {
    if (!mutex_tryenter(&sc->sc_rdlock))
      return 35;
  } else {
    mutex_enter(&sc->sc_rdlock);
  }
  if (sc->sc_head == NULL) {
#ifndef BROKEN
    mutex_exit(&sc->sc_rdlock);
#endif
    if (sc->sc_flags & 1)
      error = 35;
    else
      error = tsleep(sc, PCATCH, "tap", 0); /* expect: sleep-under-lock */
    if (error != 0)
      return error; /* expect: lock-leak */
    if ((sc->sc_flags & 1)) {
      if (!mutex_tryenter(&sc->sc_rdlock))
        return 35; /* expect: lock-leak */
    } else {
#ifndef BROKEN
      mutex_enter(&sc->sc_rdlock);
#endif
    }
  }
  if (sc->sc_head != NULL)
    sc->sc_head = NULL;
  mutex_exit(&sc->sc_rdlock);
  return 0;
}
