// Sleeping and waking.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

WAITS(tsleep(sc, 0, "w", 0)) // expect: sleep-under-lock, sleep-under-lock
WAITS(ssleep(sc, &sc->spin, 0, "w", 0)) // expect: sleep-under-lock
WAITS_ALONE(ssleep(sc, &sc->spin, 0, "w", 0))
WAITS_ONCE(ssleep(sc, &sc->spin, 0, "w", 0)) // expect: wait-not-in-loop
WAITS_ONCE(ssleep(sc, &sc->spin, 0, "w", 10))
UNDER(while (!sc->ready) lksleep(sc, &sc->lk, 0, "w", 0)) // expect: sleep-under-lock
UNDER(while (!sc->ready) mtxsleep(sc, &sc->mtx, 0, "w", 0)) // expect: sleep-under-lock
UNDER(while (!sc->ready) zsleep(sc, &sc->slz, 0, "w", 0)) // expect: sleep-under-lock
UNDER(while (!sc->ready) cv_wait(&sc->cv, &sc->lk)) // expect: sleep-under-lock
UNDER(while (!sc->ready) cv_wait_sig(&sc->cv, &sc->lk)) // expect: sleep-under-lock, wait-result-ignored
UNDER(while (!sc->ready) cv_timedwait(&sc->cv, &sc->lk, 10)) // expect: sleep-under-lock
UNDER(while (!sc->ready) cv_timedwait_sig(&sc->cv, &sc->lk, 10)) // expect: sleep-under-lock, wait-result-ignored
UNDER(while (!sc->ready) cv_mtx_wait(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
UNDER(while (!sc->ready) cv_mtx_wait_sig(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
UNDER(while (!sc->ready) cv_mtx_timedwait(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock
UNDER(while (!sc->ready) cv_mtx_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, wait-result-ignored
int wakeup(), wakeup_one(), wakeup_mycpu(), wakeup_mycpu_one(), wakeup_oncpu(),
    wakeup_domain(), wakeup_domain_one(), cv_signal(), cv_broadcast(), cv_broadcastpri(), DELAY();
#define M (&sc->spin)
KNOWN(wakeup(M), wakeup_one(M), wakeup_mycpu(M), wakeup_mycpu_one(M)) // expect: recursive-lock
KNOWN(wakeup_oncpu(0, M), wakeup_domain(M, 0), wakeup_domain_one(M, 0)) // expect: recursive-lock
KNOWN(cv_signal(M), cv_broadcast(M), cv_broadcastpri(M, 0)) // expect: recursive-lock
KNOWN(DELAY(M)) // expect: recursive-lock
