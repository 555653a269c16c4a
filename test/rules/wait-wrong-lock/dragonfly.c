// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

WAITS_ALONE(ssleep(&sc->ready, &sc->spin, 0, "w", 0))
WAITS_ALONE(ssleep(&sc->ready, &sc->spin, 0, "w", 0))
void other_bad(struct softc *sc) { HOLD_OTHER(sc); while (!sc->ready) ssleep(&sc->ready, &sc->other, 0, "w", 0); DROP_OTHER(sc); } // expect: wait-wrong-lock
