// RUN: %check-expect --arg=--level=advice %s -- %kernel-netbsd
#include "netbsd.h"

WAITS_ALONE(mtsleep(&sc->ready, 0, "w", 0, &sc->mtx))
WAITS_ALONE(mtsleep(&sc->ready, 0, "w", 0, &sc->mtx))
void other_bad(struct softc *sc) { HOLD_OTHER(sc); while (!sc->ready) mtsleep(&sc->ready, 0, "w", 0, &sc->other); DROP_OTHER(sc); } // expect: wait-wrong-lock
