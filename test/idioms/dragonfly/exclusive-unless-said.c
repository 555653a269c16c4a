// RUN: %idiom %s
// A wrapper takes the lock exclusively where its caller does not say how.
// Seen in dragonfly: sys/netproto/smb/smb_conn.c, smb_co_lock().
// Broken: a way out of its user keeps the lock.
#include "dragonfly.h"

static int sure_lock(struct softc *sc, int flags) {
  if (sc->ready)
    return (22);
  if ((flags & LK_TYPE_MASK) == 0)
    flags |= LK_EXCLUSIVE;
  return (lockmgr(&sc->lk, flags));
}

int sure_use(struct softc *sc, int fail) {
  int error = sure_lock(sc, 0);

  if (error)
    return (error);
#ifdef BROKEN
  if (fail)
    return (5); /* expect: lock-leak */
#endif
  lockmgr(&sc->lk, LK_RELEASE);
  return (0);
}
