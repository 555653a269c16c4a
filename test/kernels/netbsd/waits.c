// Sleeping and waking.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

WAITS(tsleep(sc, 0, "w", 0)) // expect: sleep-under-lock, sleep-under-lock
WAITS(mtsleep(sc, 0, "w", 0, &sc->mtx)) // expect: sleep-under-lock
WAITS_ALONE(mtsleep(sc, 0, "w", 0, &sc->mtx))
WAITS_DROPPED(mtsleep(sc, PNORELOCK, "w", 0, &sc->mtx)) // expect: unlock-not-held, wait-not-in-loop
WAITS(kpause("w", 0, 1, &sc->mtx)) // expect: sleep-under-lock
WAITS_ALONE(kpause("w", 0, 1, &sc->mtx))
WAITS(cv_wait(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
WAITS_ONCE(cv_wait(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop
WAITS(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock
WAITS(cv_timedwaitbt(&sc->cv, &sc->mtx, 0, 0)) // expect: sleep-under-lock
WAITS(cv_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwaitbt_sig(&sc->cv, &sc->mtx, 0, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS_ALONE(cv_wait(&sc->cv, &sc->mtx))
WAITS_ALONE(cv_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: wait-result-ignored
int usb_detach_wait();
WAITS(usb_detach_wait(0, &sc->cv, &sc->mtx)) // expect: sleep-under-lock
WAITS_ALONE(usb_detach_wait(0, &sc->cv, &sc->mtx))
KNOWN(wakeup(&sc->mtx)) // expect: recursive-lock
KNOWN(cv_signal((kcondvar_t *)&sc->mtx), cv_broadcast((kcondvar_t *)&sc->mtx)) // expect: recursive-lock
// An adaptive mutex is no reason not to be allowed to sleep, a spin mutex is.
UNDER(ASSERT_SLEEPABLE())
PAIR(mutex_spin_enter(&sc->spin); ASSERT_SLEEPABLE(), mutex_spin_exit(&sc->spin)) // expect: sleep-under-lock
PAIR(mutex_spin_enter(&sc->spin); assert_sleepable(), mutex_spin_exit(&sc->spin)) // expect: sleep-under-lock
int delay();
#define DELAY(x) delay(x)
KNOWN(DELAY((int)(long)&sc->mtx), delay(&sc->mtx)) // expect: recursive-lock
