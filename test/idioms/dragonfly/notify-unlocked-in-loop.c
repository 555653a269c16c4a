// RUN: %idiom %s
// Between two states of a device its lock is dropped for a notification.
// Seen in dragonfly: sys/dev/smbus/cyapa/cyapa.c, cyaparead().
// Broken: a device without listeners goes on without taking it again.
#include "dragonfly.h"

struct cyapa_softc {
  struct lock lk;
  int signals, blocked, filled, listeners;
};
void cyapa_notify(struct cyapa_softc *sc);
#define cyapa_lock(sc) lockmgr(&(sc)->lk, LK_EXCLUSIVE)
#define cyapa_unlock(sc) lockmgr(&(sc)->lk, LK_RELEASE)

int cyaparead(struct cyapa_softc *sc, int ioflag) {
  int error = 0;

  cyapa_lock(sc);
again:
  if (sc->signals) {
    sc->signals = 0;
    cyapa_unlock(sc); /* expect: unlock-not-held */
    cyapa_notify(sc);
#ifdef BROKEN
    if (sc->listeners == 0)
      goto again;
#endif
    cyapa_lock(sc);
  }
  while ((ioflag & 4) == 0 && sc->filled == 0) {
    if (sc->signals)
      goto again;
    sc->blocked = 1;
    error = lksleep(&sc->blocked, &sc->lk, PCATCH, "cyablk", 0); /* expect: unlock-not-held */
    if (error)
      break;
  }
  cyapa_unlock(sc); /* expect: unlock-not-held */
  return (error);
}
