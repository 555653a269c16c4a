// RUN: %idiom %s
// The driver's LOCK macro tries an sx lock until it gets it, so that it may be taken
// where sleeping is not wanted; the caller need not know.
// Seen in freebsd10: sys/dev/hyperv/netvsc/if_hn.c, HN_LOCK() and hn_ioctl().
// Broken: one error leaves with the lock.
#include "freebsd.h"
#define ENXIO 6

struct hn_softc {
  struct sx hn_lock;
  int hn_flags, hn_mtu;
};
#define HN_LOCK(sc)                          \
do {                                         \
  while (sx_try_xlock(&(sc)->hn_lock) == 0)  \
    DELAY(1000);                             \
} while (0)
#define HN_UNLOCK(sc) sx_xunlock(&(sc)->hn_lock)

int hn_set_mtu(struct hn_softc *sc, int mtu) {
  HN_LOCK(sc);
  if ((sc->hn_flags & 1) == 0) {
#ifndef BROKEN
    HN_UNLOCK(sc);
#endif
    return (ENXIO); /* expect: lock-leak */
  }
  sc->hn_mtu = mtu;
  HN_UNLOCK(sc);
  return (0);
}
