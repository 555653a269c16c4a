// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

int work(struct softc *sc);

int once_bad(struct softc *sc) {
  int taken = 0, error;

  if (!lockowned(&sc->lk)) { // expect: owned-outside-assert
    lockmgr(&sc->lk, LK_EXCLUSIVE);
    taken = 1;
  }
  error = work(sc);
  if (taken)
    lockmgr(&sc->lk, LK_RELEASE);
  return error;
}

int variable_bad(struct softc *sc) {
  int owned = lockowned(&sc->lk); // expect: owned-outside-assert
  int error;

  if (!owned)
    lockmgr(&sc->lk, LK_EXCLUSIVE);
  error = work(sc);
  if (!owned)
    lockmgr(&sc->lk, LK_RELEASE);
  return error;
}

// Who holds it already is told so, and what is taken is left to the caller.
int skips_bad(struct softc *sc) {
  if (lockowned(&sc->lk)) // expect: owned-outside-assert
    return 0;
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  return 1;
}

int drops_bad(struct softc *sc) {
  int error = work(sc);

  if (lockowned(&sc->lk)) // expect: owned-outside-assert
    lockmgr(&sc->lk, LK_RELEASE);
  return error;
}

int asserted_ok(struct softc *sc) {
  KKASSERT(lockowned(&sc->lk));
  lockmgr(&sc->lk, LK_RELEASE);
  work(sc);
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  return sc->ready;
}

int alternative_ok(struct softc *sc) {
  KKASSERT(lockowned(&sc->lk) || sc->ready);
  lockmgr(&sc->lk, LK_RELEASE);
  work(sc);
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  return sc->ready;
}

// Nothing is done to the lock.
int told_ok(struct softc *sc) { return lockowned(&sc->lk); }

void counts_ok(struct softc *sc) {
  if (lockowned(&sc->lk))
    sc->ready++;
}
