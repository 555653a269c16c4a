// A lock that may be held asleep, across a wait that somebody ends who takes it.
// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd10.4 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// Without advice it is silent.
// RUN: %locktidy check %s -- -target x86_64-unknown-freebsd10.4 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd | count 0

#include <sys/param.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/condvar.h>

struct softc {
  struct sx request, config;
  struct mtx state;
  struct cv cv, idle;
  int running, busy;
};

void wake(struct softc *sc) {
  sx_xlock(&sc->request);
  mtx_lock(&sc->state);
  sc->running = 0;
  cv_broadcast(&sc->cv);
  mtx_unlock(&sc->state);
  sx_xunlock(&sc->request);
}

void cancel_bad(struct softc *sc) {
  sx_xlock(&sc->request);
  mtx_lock(&sc->state);
  while (sc->running)
    cv_wait(&sc->cv, &sc->state); // expect: sleep-under-lock
  mtx_unlock(&sc->state);
  sx_xunlock(&sc->request);
}

void read_ok(struct softc *sc) {
  sx_slock(&sc->request);
  mtx_lock(&sc->state);
  while (sc->running)
    cv_wait(&sc->cv, &sc->state);
  mtx_unlock(&sc->state);
  sx_sunlock(&sc->request);
}

void set_idle(struct softc *sc) {
  mtx_lock(&sc->state);
  sc->busy = 0;
  cv_broadcast(&sc->idle);
  mtx_unlock(&sc->state);
}

// Who wakes does without it.
void other_ok(struct softc *sc) {
  sx_xlock(&sc->config);
  mtx_lock(&sc->state);
  while (sc->busy)
    cv_wait(&sc->idle, &sc->state);
  mtx_unlock(&sc->state);
  sx_xunlock(&sc->config);
}

void wake_trying(struct softc *sc) {
  if (sx_try_xlock(&sc->config))
    sx_xunlock(&sc->config);
  set_idle(sc);
  sx_xlock(&sc->config);
  sx_xunlock(&sc->config);
}
