// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// More states than are kept: what that costs, and what not.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx, other;
  int a, b, c, d, e, f, g, h;
};

#define NOTE(field)                                                            \
  if (sc->field)                                                               \
  wakeup(&sc->field)
#define NOTE_ALL                                                               \
  NOTE(a);                                                                     \
  NOTE(b);                                                                     \
  NOTE(c);                                                                     \
  NOTE(d);                                                                     \
  NOTE(e);                                                                     \
  NOTE(f);                                                                     \
  NOTE(g);                                                                     \
  NOTE(h)

int sum(struct softc *sc);
int sum(struct softc *sc) {
  return sc->a + sc->b + sc->c + sc->d + sc->e + sc->f + sc->g + sc->h;
}

// Which way out is taken is not known, but they leave the same locks.
// CHECK: solved same_locks(sc) in limits.c:
int same_locks(struct softc *sc) {
  NOTE_ALL;
  if (sc->a) {
    mtx_lock(&sc->other);
    mtx_unlock(&sc->other);
    return (1);
  }
  return (sc->b + sc->c + sc->d + sc->e + sc->f + sc->g + sc->h);
}

// CHECK: solved other_locks(sc) in limits.c, capped:
int other_locks(struct softc *sc) {
  NOTE_ALL;
  if (sc->a) {
    mtx_lock(&sc->other);
    return (1);
  }
  return (sc->b + sc->c + sc->d + sc->e + sc->f + sc->g + sc->h);
}
