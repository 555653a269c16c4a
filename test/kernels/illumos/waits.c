// Condition variables, semaphores, delays.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

WAITS(cv_wait(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
WAITS(cv_wait_stop(&sc->cv, &sc->mtx, 0)) // expect: sleep-under-lock
WAITS(cv_wait_io(&sc->cv, &sc->mtx)) // expect: sleep-under-lock
WAITS(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_wait_sig_swap(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_wait_sig_swap_core(&sc->cv, &sc->mtx, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_wait_interruptible(&sc->cv, &sc->mtx)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, timedwait-relative
WAITS(cv_reltimedwait(&sc->cv, &sc->mtx, 10, 0)) // expect: sleep-under-lock
WAITS(cv_timedwait_hires(&sc->cv, &sc->mtx, 10, 1, 0)) // expect: sleep-under-lock
WAITS(cv_timedwait_sig(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, timedwait-relative, wait-result-ignored
WAITS(cv_reltimedwait_sig(&sc->cv, &sc->mtx, 10, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait_sig_hrtime(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, timedwait-relative, wait-result-ignored
WAITS(cv_waituntil_sig(&sc->cv, &sc->mtx, 0, 0)) // expect: sleep-under-lock, wait-result-ignored
WAITS(cv_timedwait_interruptible(&sc->cv, &sc->mtx, 10)) // expect: sleep-under-lock, timedwait-relative, wait-result-ignored
WAITS_ALONE(cv_wait(&sc->cv, &sc->mtx))
WAITS_ALONE(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: wait-result-ignored
WAITS_ALONE(cv_timedwait(&sc->cv, &sc->mtx, 10)) // expect: timedwait-relative
WAITS_ALONE(cv_reltimedwait_sig(&sc->cv, &sc->mtx, 10, 0)) // expect: wait-result-ignored
WAITS_ONCE(cv_wait(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop
WAITS_ONCE(cv_wait_sig(&sc->cv, &sc->mtx)) // expect: wait-not-in-loop, wait-result-ignored
WAITS_ONCE(cv_timedwait(&sc->cv, &sc->mtx, 10)) // expect: timedwait-relative

// Waking does nothing to a lock.
#define CV ((kcondvar_t *)&sc->mtx)
KNOWN(cv_signal(CV), cv_broadcast(CV)) // expect: recursive-lock

// One that starts with one is a lock. Waiting for any sleeps.
void sema_init(ksema_t *, unsigned, char *, int, void *), sema_destroy(ksema_t *);
int sema_tryp(ksema_t *), sema_held(ksema_t *);
void starts_with_one(struct softc *sc) { sema_init(&sc->sema, 1, NULL, 0, NULL); }
KNOWN(sema_held((ksema_t *)&sc->mtx), sema_destroy((ksema_t *)&sc->mtx)) // expect: recursive-lock
LEAKS(sema_p(&sc->sema), sema_v(&sc->sema)) // expect: semaphore-misuse
LEAKS_IF(sema_p_sig(&sc->sema) == 0, sema_v(&sc->sema)) // expect: semaphore-misuse
LEAKS_IF(sema_tryp(&sc->sema), sema_v(&sc->sema)) // expect: semaphore-misuse
UNDER(sema_p(&sc->sema)) // expect: sleep-under-lock
UNDER(sema_p_sig(&sc->sema)) // expect: sleep-under-lock, wait-result-ignored

UNDER(delay(1)) // expect: sleep-under-lock
UNDER(delay_sig(1)) // expect: sleep-under-lock
KNOWN(drv_usecwait((clock_t)&sc->mtx)) // expect: recursive-lock
KNOWN(scsi_poll((struct scsi_pkt *)&sc->mtx)) // expect: recursive-lock, long-hold
