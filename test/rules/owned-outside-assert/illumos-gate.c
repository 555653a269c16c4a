// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

int work(struct softc *sc);

int once_bad(struct softc *sc) {
  int taken = 0, error;

  if (!mutex_owned(&sc->mtx)) { // expect: owned-outside-assert
    mutex_enter(&sc->mtx);
    taken = 1;
  }
  error = work(sc);
  if (taken)
    mutex_exit(&sc->mtx);
  return error;
}

int variable_bad(struct softc *sc) {
  int owned = mutex_owned(&sc->mtx); // expect: owned-outside-assert
  int error;

  if (!owned)
    mutex_enter(&sc->mtx);
  error = work(sc);
  if (!owned)
    mutex_exit(&sc->mtx);
  return error;
}

// Who holds it already is told so, and what is taken is left to the caller.
int skips_bad(struct softc *sc) {
  if (mutex_owned(&sc->mtx)) // expect: owned-outside-assert
    return 0;
  mutex_enter(&sc->mtx);
  return 1;
}

int drops_bad(struct softc *sc) {
  int error = work(sc);

  if (mutex_owned(&sc->mtx)) // expect: owned-outside-assert
    mutex_exit(&sc->mtx);
  return error;
}

int asserted_ok(struct softc *sc) {
  ASSERT(mutex_owned(&sc->mtx));
  mutex_exit(&sc->mtx);
  work(sc);
  mutex_enter(&sc->mtx);
  return sc->ready;
}

int alternative_ok(struct softc *sc) {
  ASSERT(mutex_owned(&sc->mtx) || sc->ready);
  mutex_exit(&sc->mtx);
  work(sc);
  mutex_enter(&sc->mtx);
  return sc->ready;
}

// Nothing is done to the lock.
int told_ok(struct softc *sc) { return mutex_owned(&sc->mtx); }

void counts_ok(struct softc *sc) {
  if (mutex_owned(&sc->mtx))
    sc->ready++;
}
