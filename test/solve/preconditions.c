// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// What a function expects of its caller's locks.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int busy;
};

void release_first(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  wakeup(sc);
}

void drop_and_retake(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  pause("dropped", 1);
  mtx_lock(&sc->mtx);
}

void drop_and_retake_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  drop_and_retake(sc);
  mtx_unlock(&sc->mtx);
}

void asserts(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  wakeup(sc);
}

void asserts_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asserts(sc);
  mtx_unlock(&sc->mtx);
}

void asserts_broken(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  asserts(sc);
}

void asserts_passed_on(struct softc *sc) {
  asserts(sc);
}

void asserts_not(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_NOTOWNED);
}

void asserts_not_broken(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asserts_not(sc);
  mtx_unlock(&sc->mtx);
}

void asks(struct softc *sc) {
  int mine = mtx_owned(&sc->mtx);

  if (!mine)
    mtx_lock(&sc->mtx);
  sc->busy++;
  if (!mine)
    mtx_unlock(&sc->mtx);
}

void asks_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asks(sc);
  mtx_unlock(&sc->mtx);
}
