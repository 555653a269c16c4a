// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// More conditions than states are kept for: what they say is forgotten, which
// is no loss where both ways to decide one do the same to locks in the end.
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

// CHECK-LABEL: solved balanced(sc) in joins.c:
// CHECK: observe release mtx_unlock sc->mtx (mtx); clash not-held @[[# @LINE + 23]]
// CHECK: exit returns @
void balanced(struct softc *sc) {
  NOTE(a);
  NOTE(b);
  NOTE(c);
  NOTE(d);
  NOTE(e);
  NOTE(f);
  NOTE(g);
  NOTE(h);
  if (sc->a) {
    mtx_lock(&sc->other);
    mtx_unlock(&sc->other);
  }
  if (sc->h) {
    mtx_lock(&sc->other);
    mtx_unlock(&sc->other);
  }
  if (sc->b + sc->c + sc->d + sc->e + sc->f + sc->g)
    wakeup(sc);
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}
