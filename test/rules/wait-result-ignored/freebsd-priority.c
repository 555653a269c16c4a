// RUN: %check-expect %s -- %kernel-freebsd
// A macro gets a priority that is computed. That is no condition of the wait: who reads it behind
// the wait does not ask for the event.
#include "freebsd.h"

struct chip { struct mtx mtx; int pri; };

int computed_bad(struct chip *sc) {
  mtx_lock(&sc->mtx);
  msleep(sc, &sc->mtx, sc->pri | PCATCH, "wait", 0); // expect: wait-not-in-loop, wait-result-ignored
  mtx_unlock(&sc->mtx);
  return sc->pri ? 5 : 0;
}
