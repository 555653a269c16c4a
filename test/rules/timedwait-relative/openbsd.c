// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
extern int ticks, hz;
uint64_t getnsecuptime(void);

WAITS_ALONE(msleep(sc, &sc->mtx, 0, "w", ticks + hz)) // expect: timedwait-relative
WAITS_ALONE(msleep(sc, &sc->mtx, 0, "w", hz))
WAITS_ALONE(msleep_nsec(sc, &sc->mtx, 0, "w", getnsecuptime() + 1000)) // expect: timedwait-relative
WAITS_ALONE(msleep_nsec(sc, &sc->mtx, 0, "w", 1000))
WAITS_ALONE(msleep_nsec(sc, &sc->mtx, 0, "w", INFSLP))
