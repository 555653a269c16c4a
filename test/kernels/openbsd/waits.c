// Sleeping and waking.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

WAITS(tsleep(sc, 0, "w", 0)) // expect: sleep-under-lock, sleep-under-lock
WAITS(tsleep_nsec(sc, 0, "w", INFSLP)) // expect: sleep-under-lock, sleep-under-lock
WAITS(msleep(sc, &sc->mtx, 0, "w", 0)) // expect: sleep-under-lock
WAITS(msleep_nsec(sc, &sc->mtx, 0, "w", INFSLP)) // expect: sleep-under-lock
WAITS_ALONE(msleep(sc, &sc->mtx, 0, "w", 0))
WAITS_ALONE(msleep_nsec(sc, &sc->mtx, 0, "w", INFSLP))
WAITS_ONCE(msleep(sc, &sc->mtx, 0, "w", 0)) // expect: wait-not-in-loop
WAITS_ONCE(msleep_nsec(sc, &sc->mtx, 0, "w", INFSLP)) // expect: wait-not-in-loop
WAITS_ONCE(msleep_nsec(sc, &sc->mtx, 0, "w", 1000))
WAITS_DROPPED(msleep(sc, &sc->mtx, PNORELOCK, "w", 0)) // expect: unlock-not-held, wait-not-in-loop
WAITS_DROPPED(msleep_nsec(sc, &sc->mtx, PNORELOCK, "w", 1000)) // expect: unlock-not-held
PAIR(rw_enter_write(&sc->rw); rwsleep(sc, &sc->rw, PNORELOCK, "w", 0), rw_exit_write(&sc->rw)) // expect: unlock-not-held, wait-not-in-loop
PAIR(rw_enter_write(&sc->rw); rwsleep_nsec(sc, &sc->rw, PNORELOCK, "w", INFSLP), rw_exit_write(&sc->rw)) // expect: unlock-not-held, wait-not-in-loop
PAIR(rw_enter_write(&sc->rw); while (!sc->ready) rwsleep(sc, &sc->rw, 0, "w", 0), rw_exit_write(&sc->rw))
KNOWN(wakeup(&sc->mtx), wakeup_one(&sc->mtx), wakeup_n(&sc->mtx, 1)) // expect: recursive-lock
int cond_signal(), delay();
#define DELAY(x) delay(x)
KNOWN(cond_signal(&sc->mtx)) // expect: recursive-lock
KNOWN(DELAY((int)(long)&sc->mtx), delay(&sc->mtx)) // expect: recursive-lock
