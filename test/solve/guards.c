// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Cases that what the caller passes decides.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/malloc.h>

struct softc {
  struct mtx mtx;
  int busy;
};

void finish(struct softc *sc, int drop_lock) {
  sc->busy = 0;
  if (drop_lock)
    mtx_unlock(&sc->mtx);
}

void finish_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc, 0);
  finish(sc, 1);
}

void start(struct softc *sc, int haslock) {
  if (!haslock)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (!haslock)
    mtx_unlock(&sc->mtx);
}

void start_middle(struct softc *sc, int haslock) {
  start(sc, haslock);
}

void start_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  start_middle(sc, 1);
  mtx_unlock(&sc->mtx);
  start_middle(sc, 0);
}

void *get(int flags) {
  return (malloc(16, M_DEVBUF, flags));
}

void get_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  get(M_NOWAIT);
  mtx_unlock(&sc->mtx);
  get(M_WAITOK);
}

void poll(struct softc *sc, int cansleep) {
  if (cansleep)
    pause("poll", 1);
  else
    DELAY(10);
}

void poll_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  poll(sc, 0);
  mtx_unlock(&sc->mtx);
}

void maybe_lock(struct mtx *m) {
  if (m != NULL)
    mtx_lock(m);
}

void maybe_lock_user(struct softc *sc) {
  maybe_lock(NULL);
  maybe_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}
