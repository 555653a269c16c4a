// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
int getticks(void), mstohz(int);
extern int hz;

WAITS_ALONE(cv_timedwait(&sc->cv, &sc->mtx, getticks() + hz)) // expect: timedwait-relative
WAITS_ALONE(cv_timedwait(&sc->cv, &sc->mtx, mstohz(100)))
WAITS_ALONE(mtsleep(sc, 0, "w", getticks() + mstohz(100), &sc->mtx)) // expect: timedwait-relative
WAITS_ALONE(mtsleep(sc, 0, "w", 2 * hz, &sc->mtx))
WAITS_ALONE(kpause("w", 0, getticks() + hz, &sc->mtx)) // expect: timedwait-relative
WAITS_ALONE(kpause("w", 0, mstohz(100), &sc->mtx))
