// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
#define EINTR 4
#define EWOULDBLOCK 35
#define ERESTART -3
#define ETIMEDOUT 60

WAITS_ALONE(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: wait-result-ignored
WAITS_ALONE(if (cv_wait_sig(&sc->cv, &sc->mtx)) break)
WAITS_ALONE(mtsleep(sc, PCATCH, "w", 0, &sc->mtx)) // expect: wait-result-ignored
WAITS_ALONE(if (cv_timedwait(&sc->cv, &sc->mtx, 10) == ETIMEDOUT) break) // expect: wait-result-ignored
WAITS_ALONE(if (cv_timedwait(&sc->cv, &sc->mtx, 10) == EWOULDBLOCK) break)
