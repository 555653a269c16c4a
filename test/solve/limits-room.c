// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// A point full of states, of which two that decide nothing become one: then there is room
// for a state that decides.
#include <sys/param.h>
#include <sys/malloc.h>
#include <sys/mutex.h>

#define TEN(X, N) X(N##0) X(N##1) X(N##2) X(N##3) X(N##4) X(N##5) X(N##6) X(N##7) X(N##8) X(N##9)
#define EACH(X) TEN(X, 1) TEN(X, 2) TEN(X, 3) TEN(X, 4) X(50) X(51) X(52) X(53) X(54) X(55)
#define MEMBER(N) struct mtx m##N;
#define LOCK(N) case N: mtx_lock(&sc->m##N); break;

struct softc {
  struct mtx x;
  int which;
  EACH(MEMBER)
};

// CHECK-LABEL: solved many(sc) in limits-room.c
// CHECK: exit returns 1; held sc->x; if sc->which == 3 @
int many(struct softc *sc) {
  int a = 0, b = 0, c = 0;

  switch (sc->which) {
  case 3: c = 1; break;
  case 1: b = 1; break;
  case 2: a = 1; break;
  EACH(LOCK)
  default: return 0;
  }
  if (a + b == 2)
    malloc(1, M_DEVBUF, M_WAITOK);
  if (c) {
    mtx_lock(&sc->x);
    return 1;
  }
  return 0;
}
