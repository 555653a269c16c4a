// RUN: %idiom %s
// A lock with a time limit is asked for until it is got; the limit is the one way
// for it to fail.
// Seen in dragonfly: sys/kern/vfs_cache.c, _cache_lock_shared().
// Broken: it is asked for twice, and the second time may be in vain, too.
#include "dragonfly.h"
#ifndef EWOULDBLOCK
#define EWOULDBLOCK 35
#endif

static void lock_shared(struct softc *sc) {
  int error;

  error = lockmgr(&sc->lk, LK_SHARED | LK_TIMELOCK);
#ifdef BROKEN
  if (error == EWOULDBLOCK)
    error = lockmgr(&sc->lk, LK_SHARED | LK_TIMELOCK);
#else
  while (error == EWOULDBLOCK) {
    wakeup(sc);
    error = lockmgr(&sc->lk, LK_SHARED | LK_TIMELOCK);
  }
#endif
} /* expect: lock-leak */

void reader(struct softc *sc) {
  lock_shared(sc);
  wakeup(sc);
  lockmgr(&sc->lk, LK_RELEASE);
}
