// Sleeping and waking: the interlock, its flags, the time limit.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

WAITS(tsleep(sc, 0, "w", 0)) // expect: sleep-under-lock, sleep-under-lock
WAITS(tsleep_sbt(sc, 0, "w", 0, 0, 0)) // expect: sleep-under-lock, sleep-under-lock
WAITS(msleep(sc, &sc->mtx, 0, "w", 0)) // expect: sleep-under-lock
WAITS(mtx_sleep(sc, &sc->mtx, 0, "w", 0)) // expect: sleep-under-lock
WAITS(msleep_sbt(sc, &sc->mtx, 0, "w", 0, 0, 0)) // expect: sleep-under-lock
WAITS_ALONE(msleep(sc, &sc->mtx, 0, "w", 0))
WAITS_ALONE(msleep_sbt(sc, &sc->mtx, 0, "w", 0, 0, 0))
WAITS_ONCE(msleep(sc, &sc->mtx, 0, "w", 0)) // expect: wait-not-in-loop
WAITS_ONCE(msleep(sc, &sc->mtx, 0, "w", 100))
WAITS_DROPPED(msleep(sc, &sc->mtx, PDROP, "w", 0)) // expect: unlock-not-held, wait-not-in-loop
WAITS_DROPPED(mtx_sleep(sc, &sc->mtx, PCATCH | PDROP, "w", 0)) // expect: unlock-not-held, wait-not-in-loop, wait-result-ignored
WAITS_DROPPED(msleep_sbt(sc, &sc->mtx, PDROP, "w", 0, 0, 0)) // expect: unlock-not-held, wait-not-in-loop
WAITS_DROPPED(_sleep(sc, &sc->mtx.lock_object, PDROP, "w", 0)) // expect: unlock-not-held, wait-not-in-loop
WAITS(_sleep(sc, &sc->mtx.lock_object, 0, "w", 0)) // expect: sleep-under-lock
WAITS_ALONE(_sleep(sc, &sc->mtx.lock_object, 0, "w", 0))
PAIR(rw_wlock(&sc->rw); rw_sleep(sc, &sc->rw, PDROP, "w", 0), rw_wunlock(&sc->rw)) // expect: unlock-not-held, wait-not-in-loop
PAIR(sx_xlock(&sc->sx); sx_sleep(sc, &sc->sx, PDROP, "w", 0), sx_xunlock(&sc->sx)) // expect: unlock-not-held, wait-not-in-loop
PAIR(rm_wlock(&sc->rm); rm_sleep(sc, &sc->rm, PDROP, "w", 0), rm_wunlock(&sc->rm)) // expect: unlock-not-held, wait-not-in-loop
PAIR(lockmgr(&sc->lk, LK_EXCLUSIVE, NULL, 0); lksleep(sc, &sc->lk, PDROP, "w", 0), lockmgr(&sc->lk, LK_RELEASE, NULL, 0)) // expect: unlock-not-held
UNDER(mtx_lock_spin(&sc->spin); while (!sc->ready) msleep_spin(sc, &sc->spin, "w", 0); mtx_unlock_spin(&sc->spin)) // expect: sleep-under-lock
UNDER(mtx_lock_spin(&sc->spin); while (!sc->ready) msleep_spin_sbt(sc, &sc->spin, "w", 0, 0, 0); mtx_unlock_spin(&sc->spin)) // expect: sleep-under-lock
PAIR(mtx_lock_spin(&sc->spin); while (!sc->ready) msleep_spin(sc, &sc->spin, "w", 0), mtx_unlock_spin(&sc->spin))
UNDER(pause("w", 1)) // expect: sleep-under-lock
UNDER(pause_sig("w", 1)) // expect: sleep-under-lock
UNDER(pause_sbt("w", 1, 0, 0)) // expect: sleep-under-lock

// Condition variables.
WAITS(cv_wait(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
WAITS(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock
WAITS(cv_timedwait_sbt(&sc->cv, &sc->mtx, 10, 0, 0)) // expect: sleep-under-lock
WAITS(cv_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait_sig_sbt(&sc->cv, &sc->mtx, 10, 0, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS_ALONE(cv_wait(&sc->cv, &sc->mtx))
WAITS_ALONE(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: wait-result-ignored
WAITS_ALONE(cv_timedwait(&sc->cv, &sc->mtx, 10))
WAITS_ALONE(cv_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: wait-result-ignored
WAITS_ONCE(cv_wait(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop
WAITS_ONCE(cv_timedwait(&sc->cv, &sc->mtx, 10))
WAITS_DROPPED(cv_wait_unlock(&sc->cv, &sc->mtx)) // expect: unlock-not-held, wait-not-in-loop
WAITS_DROPPED(_cv_wait_unlock(&sc->cv, &sc->mtx.lock_object)) // expect: unlock-not-held, wait-not-in-loop
WAITS(_cv_wait(&sc->cv, &sc->mtx.lock_object)) // expect: sleep-under-lock
WAITS(_cv_wait_sig(&sc->cv, &sc->mtx.lock_object)) // expect: sleep-under-lock, wait-result-ignored
WAITS(_cv_timedwait(&sc->cv, &sc->mtx.lock_object, 10)) // expect: sleep-under-lock
WAITS(_cv_timedwait_sbt(&sc->cv, &sc->mtx.lock_object, 10, 0, 0)) // expect: sleep-under-lock
WAITS(_cv_timedwait_sig(&sc->cv, &sc->mtx.lock_object, 10)) // expect: sleep-under-lock, wait-result-ignored
WAITS(_cv_timedwait_sig_sbt(&sc->cv, &sc->mtx.lock_object, 10, 0, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS_ALONE(_cv_wait(&sc->cv, &sc->mtx.lock_object))
WAITS_ALONE(_cv_timedwait_sig(&sc->cv, &sc->mtx.lock_object, 10)) // expect: wait-result-ignored

// Waking does nothing to the lock that is the channel.
KNOWN(wakeup(&sc->mtx), wakeup_one(&sc->mtx)) // expect: recursive-lock
KNOWN(cv_signal((struct cv *)&sc->mtx), cv_broadcast((struct cv *)&sc->mtx), cv_broadcastpri((struct cv *)&sc->mtx, 0)) // expect: recursive-lock
KNOWN(cv_init(&sc->cv, (const char *)&sc->mtx), cv_destroy((struct cv *)&sc->mtx)) // expect: recursive-lock

// Semaphores are no locks, but waiting for one sleeps.
UNDER(sema_wait(&sc->sema)) // expect: sleep-under-lock
UNDER(_sema_wait(&sc->sema, "f", 1)) // expect: sleep-under-lock
UNDER(sema_timedwait(&sc->sema, 10)) // expect: sleep-under-lock
UNDER(_sema_timedwait(&sc->sema, 10, "f", 1)) // expect: sleep-under-lock
#define MTX_AS_SEMA ((struct sema *)&sc->mtx)
KNOWN(sema_value(MTX_AS_SEMA), sema_destroy(MTX_AS_SEMA)) // expect: recursive-lock
void starts_with_one(struct softc *sc) { sema_init(&sc->sema, 1, "s"); }
LEAKS(sema_wait(&sc->sema), sema_post(&sc->sema)) // expect: semaphore-misuse
LEAKS(_sema_wait(&sc->sema, "f", 1), _sema_post(&sc->sema, "f", 1)) // expect: semaphore-misuse
LEAKS_IF(sema_trywait(&sc->sema), sema_post(&sc->sema)) // expect: semaphore-misuse
LEAKS_IF(_sema_trywait(&sc->sema, "f", 1), sema_post(&sc->sema)) // expect: semaphore-misuse
LEAKS_IF(sema_timedwait(&sc->sema, 1) == 0, sema_post(&sc->sema)) // expect: semaphore-misuse
LEAKS_IF(_sema_timedwait(&sc->sema, 1, "f", 1) == 0, sema_post(&sc->sema)) // expect: semaphore-misuse

// A busy wait sleeps not.
KNOWN(DELAY((int)(long)&sc->mtx)) // expect: recursive-lock
