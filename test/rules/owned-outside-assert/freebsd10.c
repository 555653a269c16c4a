// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

#define ASSERTED(e) do { if (!(e)) panic("%s", #e); } while (0)

int work(struct softc *sc);

int once_bad(struct softc *sc) {
  int taken = 0, error;

  if (!mtx_owned(&sc->mtx)) { // expect: owned-outside-assert
    mtx_lock(&sc->mtx);
    taken = 1;
  }
  error = work(sc);
  if (taken)
    mtx_unlock(&sc->mtx);
  return error;
}

int variable_bad(struct softc *sc) {
  int owned = mtx_owned(&sc->mtx); // expect: owned-outside-assert
  int error;

  if (!owned)
    mtx_lock(&sc->mtx);
  error = work(sc);
  if (!owned)
    mtx_unlock(&sc->mtx);
  return error;
}

// Who holds it already is told so, and what is taken is left to the caller.
int skips_bad(struct softc *sc) {
  if (mtx_owned(&sc->mtx)) // expect: owned-outside-assert
    return 0;
  mtx_lock(&sc->mtx);
  return 1;
}

int drops_bad(struct softc *sc) {
  int error = work(sc);

  if (mtx_owned(&sc->mtx)) // expect: owned-outside-assert
    mtx_unlock(&sc->mtx);
  return error;
}

int asserted_ok(struct softc *sc) {
  ASSERTED(mtx_owned(&sc->mtx));
  mtx_unlock(&sc->mtx);
  work(sc);
  mtx_lock(&sc->mtx);
  return sc->ready;
}

int alternative_ok(struct softc *sc) {
  ASSERTED(mtx_owned(&sc->mtx) || sc->ready);
  mtx_unlock(&sc->mtx);
  work(sc);
  mtx_lock(&sc->mtx);
  return sc->ready;
}

// Nothing is done to the lock.
int told_ok(struct softc *sc) { return mtx_owned(&sc->mtx); }

void counts_ok(struct softc *sc) {
  if (mtx_owned(&sc->mtx))
    sc->ready++;
}

// What the answer decides may be many ways.
int by_command(struct softc *sc, int cmd) {
  int owned = mtx_owned(&sc->mtx);
  if (owned) {
    switch (cmd) {
    case 1:
      return (1);
    case 2:
      return (2);
    default:
      return (owned);
    }
  }
  return (0);
}
