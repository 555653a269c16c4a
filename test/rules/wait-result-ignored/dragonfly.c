// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
#define EINTR 4
#define EWOULDBLOCK 35
#define ERESTART -1
#define ETIMEDOUT 60

WAITS_ALONE(ssleep(sc, &sc->spin, PCATCH, "w", 0)) // expect: wait-result-ignored
WAITS_ALONE(if (ssleep(sc, &sc->spin, PCATCH, "w", 0)) break)
WAITS_ALONE(if (ssleep(sc, &sc->spin, 0, "w", 10) == ETIMEDOUT) break) // expect: wait-result-ignored
WAITS_ALONE(if (ssleep(sc, &sc->spin, 0, "w", 10) == EWOULDBLOCK) break)
