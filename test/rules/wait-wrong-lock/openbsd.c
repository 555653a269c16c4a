// RUN: %check-expect --arg=--level=advice %s -- %kernel-openbsd
#include "openbsd.h"

WAITS_ALONE(msleep(&sc->ready, &sc->mtx, 0, "w", 0))
WAITS_ALONE(msleep(&sc->ready, &sc->mtx, 0, "w", 0))
void other_bad(struct softc *sc) { HOLD_OTHER(sc); while (!sc->ready) msleep(&sc->ready, &sc->other, 0, "w", 0); DROP_OTHER(sc); } // expect: wait-wrong-lock
