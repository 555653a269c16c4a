// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Two tests of one thing: a lock taken under the first is released under the
// second.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx, other;
  int flags, n;
};
#define SHARED 4

void by_variable(struct softc *sc) {
  int locked = 0;

  if (sc->n > 3) {
    mtx_lock(&sc->mtx);
    locked = 1;
  }
  wakeup(sc);
  if (locked)
    mtx_unlock(&sc->mtx);
}

void by_parameter(struct softc *sc, int intr) {
  if (!intr)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (!intr)
    mtx_unlock(&sc->mtx);
}

void by_field(struct softc *sc) {
  if (sc->flags & SHARED)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (sc->flags & SHARED)
    mtx_unlock(&sc->mtx);
}

void by_field_written(struct softc *sc) {
  if (sc->flags & SHARED)
    mtx_lock(&sc->mtx);
  sc->flags = sc->n;
  if (sc->flags & SHARED)
    mtx_unlock(&sc->mtx);
}

void by_pointer(struct softc *sc, int which) {
  struct mtx *m = which ? &sc->mtx : &sc->other;

  mtx_lock(m);
  wakeup(sc);
  mtx_unlock(m);
}

void by_switch(struct softc *sc, int cmd) {
  switch (cmd) {
  case 1:
  case 2:
    mtx_lock(&sc->mtx);
    break;
  case 3:
    return;
  default:
    break;
  }
  if (cmd == 1 || cmd == 2)
    mtx_unlock(&sc->mtx);
}
