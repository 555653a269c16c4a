// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/condvar.h>

struct softc {
  struct mtx mtx;
  struct cv cv;
  int busy, ready, tries;
  struct softc *peer;
};

void gap_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->busy) {
    mtx_unlock(&sc->mtx);
    tsleep(&sc->busy, PZERO, "busy", 0); // expect: lost-wakeup
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

void good(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->busy)
    msleep(&sc->busy, &sc->mtx, PZERO, "busy", 0);
  mtx_unlock(&sc->mtx);
}

// It comes back by itself.
void limited_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->busy) {
    mtx_unlock(&sc->mtx);
    tsleep(&sc->busy, PZERO, "busy", hz / 10);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

// Tested after it was released, too.
void tested_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ready = 0;
  mtx_unlock(&sc->mtx);
  while (sc->busy)
    tsleep(&sc->busy, PZERO, "busy", 0);
}

void wait_for(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx);
  mtx_unlock(&sc->mtx);
}

void early_bad(struct softc *sc) {
  sc->ready = 1;
  cv_broadcast(&sc->cv); // expect: lost-wakeup
  mtx_lock(&sc->mtx);
  sc->busy = 0;
  mtx_unlock(&sc->mtx);
}

static void begin(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->tries++;
  mtx_unlock(&sc->mtx);
}

// What it calls takes the mutex, so it does not have it.
void early_by_call_bad(struct softc *sc) {
  begin(sc);
  cv_broadcast(&sc->cv); // expect: lost-wakeup
}

void held_by_caller_ok(struct softc *sc) {
  sc->ready = 1;
  cv_broadcast(&sc->cv);
}

static void begin_if_free(struct softc *sc) {
  if (!mtx_owned(&sc->mtx)) { // expect: owned-outside-assert
    mtx_lock(&sc->mtx);
    sc->tries++;
    mtx_unlock(&sc->mtx);
  }
}

// It may have the mutex: what it calls asks.
void asked_ok(struct softc *sc) {
  begin_if_free(sc);
  sc->ready = 1;
  cv_broadcast(&sc->cv);
}

// The mutex of another one.
void peer_ok(struct softc *sc) {
  begin(sc->peer);
  sc->ready = 1;
  cv_broadcast(&sc->cv);
}
