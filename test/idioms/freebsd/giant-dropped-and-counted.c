// RUN: %idiom %s
// Giant is released as often as the thread has it, and taken as often again.
// Seen in freebsd10: sys/sys/mutex.h, DROP_GIANT() and PICKUP_GIANT().
// Broken: another mutex stays held over the sleep for which it is done.
#include "freebsd.h"
#define DROP_GIANT() do {                       \
  int _giantcnt = 0;                            \
  if (mtx_owned(&Giant)) {                      \
    for (_giantcnt = 0; mtx_owned(&Giant); _giantcnt++) \
      mtx_unlock(&Giant);                       \
  }
#define PICKUP_GIANT()                          \
  mtx_assert(&Giant, MA_NOTOWNED);              \
  if (_giantcnt > 0) {                          \
    while (_giantcnt--)                         \
      mtx_lock(&Giant);                         \
  }                                             \
} while (0)

void connect_ring(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ready = 0;
#ifndef BROKEN
  mtx_unlock(&sc->mtx);
#endif
  DROP_GIANT();
  pause("xbb", 10); /* expect: sleep-under-lock */
  PICKUP_GIANT();
#ifdef BROKEN
  mtx_unlock(&sc->mtx);
#endif
}
