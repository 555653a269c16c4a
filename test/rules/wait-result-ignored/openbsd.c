// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
#define EINTR 4
#define EWOULDBLOCK 35
#define ERESTART -3
#define ETIMEDOUT 60

WAITS_ALONE(msleep_nsec(sc, &sc->mtx, PCATCH, "w", INFSLP)) // expect: wait-result-ignored
WAITS_ALONE(if (msleep_nsec(sc, &sc->mtx, PCATCH, "w", INFSLP)) break)
WAITS_ALONE(if (msleep_nsec(sc, &sc->mtx, 0, "w", 10) == ETIMEDOUT) break) // expect: wait-result-ignored
WAITS_ALONE(if (msleep_nsec(sc, &sc->mtx, 0, "w", 10) == EWOULDBLOCK) break)
