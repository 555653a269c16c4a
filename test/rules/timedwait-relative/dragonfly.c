// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
extern int ticks, hz;

WAITS_ALONE(ssleep(sc, &sc->spin, 0, "w", ticks + hz)) // expect: timedwait-relative
WAITS_ALONE(ssleep(sc, &sc->spin, 0, "w", hz))
WAITS_ALONE(ssleep(sc, &sc->spin, 0, "w", sc->ready - ticks))
