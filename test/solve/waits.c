// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// What a sleep does to locks and to what was known.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>

struct softc {
  struct mtx mtx, other;
  struct sx sx;
  int busy;
};

void interlock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->busy)
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
  mtx_unlock(&sc->mtx);
}

void wrong_lock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_lock(&sc->other);
  msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
  mtx_unlock(&sc->other);
  mtx_unlock(&sc->mtx);
}

void callers_interlock(struct softc *sc) {
  msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
}

void callers_interlock_user(struct softc *sc) {
  sx_xlock(&sc->sx);
  mtx_lock(&sc->mtx);
  callers_interlock(sc);
  mtx_unlock(&sc->mtx);
  sx_xunlock(&sc->sx);
}

void stays_dropped(struct softc *sc) {
  mtx_lock(&sc->mtx);
  msleep(&sc->busy, &sc->mtx, PDROP, "busy", 0);
}

void pdrop_of_caller(struct softc *sc, int pri) {
  msleep(&sc->busy, &sc->mtx, pri, "busy", 0);
}

void pdrop_of_caller_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  pdrop_of_caller(sc, 0);
  pdrop_of_caller(sc, PDROP);
}

void weak_after_wait(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy) {
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
    if (!sc->busy)
      mtx_lock(&sc->other);
  }
  mtx_unlock(&sc->mtx);
}

void strong_without_wait(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy) {
    wakeup(sc);
    if (!sc->busy)
      mtx_lock(&sc->other);
  }
  mtx_unlock(&sc->mtx);
}

void giant(struct softc *sc) {
  mtx_lock(&Giant);
  mtx_lock(&Giant);
  tsleep(sc, 0, "giant", 0);
  mtx_unlock(&Giant);
  mtx_unlock(&Giant);
}

void no_interlock(struct softc *sc) {
  tsleep(sc, 0, "none", 0);
}
