// RUN: %idiom %s
// The flags of the lock are put together bit by bit, and change with each attempt.
// Seen in dragonfly: sys/dev/drm/linux_wwmutex.c, __wwlock().
// Broken: the way out without a cookie keeps the lock.
#include "dragonfly.h"
#ifndef EBUSY
#define EBUSY 16
#endif

int lock_all(struct softc *sc, int *busy, int intr) {
  int flags = LK_EXCLUSIVE, error;

  if (intr)
    flags |= LK_PCATCH;
  for (;;) {
    if (*busy)
      flags |= LK_NOWAIT;
    error = lockmgr(&sc->lk, flags);
    if (error == 0) {
#ifdef BROKEN
      if (sc->cookie == NULL)
        return (-4); /* expect: lock-leak */
#endif
      return (0);
    }
    if (error != EBUSY)
      return (-4);
    tsleep(sc, 0, "again", 1);
    flags &= ~LK_NOWAIT;
  }
}
