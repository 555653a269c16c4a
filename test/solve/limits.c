// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// More states than are kept: what that costs, and what not.
#include <sys/mutex.h>
#include <sys/param.h>
#include <sys/systm.h>

struct softc {
  struct mtx mtx, other;
  int a, b, c, d, e;
};

// 32 combinations, of which some are joined.
#define FLAGS                                                                  \
  int a = 0, b = 0, c = 0, d = 0, e = 0;                                       \
  if (sc->a)                                                                   \
    a = 1;                                                                     \
  if (sc->b)                                                                   \
    b = 1;                                                                     \
  if (sc->c)                                                                   \
    c = 1;                                                                     \
  if (sc->d)                                                                   \
    d = 1;                                                                     \
  if (sc->e)                                                                   \
  e = 1

// Which way out is taken is not known, but they leave the same locks.
// CHECK: solved same_locks(sc) in limits.c:
int same_locks(struct softc *sc) {
  FLAGS;
  if (a + b + c + d + e == 3) {
    mtx_lock(&sc->other);
    mtx_unlock(&sc->other);
    return (1);
  }
  return (0);
}

// CHECK: solved other_locks(sc) in limits.c, capped:
int other_locks(struct softc *sc) {
  FLAGS;
  if (a + b + c + d + e == 3) {
    mtx_lock(&sc->other);
    return (1);
  }
  return (0);
}

#define TEN(what) what what what what what what what what what what

struct many {
  struct mtx a, b, c, d, e, f, g, h, i, j, mtx;
  int more;
};

#define PAIR(name)                                                             \
  mtx_lock(&m->name);                                                          \
  mtx_unlock(&m->name)

void helper(struct many *m) {
  PAIR(a);
  PAIR(b);
  PAIR(c);
  PAIR(d);
  PAIR(e);
  PAIR(f);
  PAIR(g);
  PAIR(h);
  PAIR(i);
  PAIR(j);
}

#define HUNDRED_CALLS                                                          \
  if (m->more) {                                                               \
    TEN(TEN(helper(m);))                                                       \
  }

// More work than most functions take: from then on there is one state for equal
// locks, and the end is reached.
// CHECK: solved long_way(m) in limits.c:
// CHECK: observe release mtx_unlock m->mtx (mtx); clash not-held @[[# @LINE + 11]]
void long_way(struct many *m) {
  HUNDRED_CALLS
  HUNDRED_CALLS
  HUNDRED_CALLS
  HUNDRED_CALLS
  HUNDRED_CALLS
  HUNDRED_CALLS
  HUNDRED_CALLS
  mtx_lock(&m->mtx);
  mtx_unlock(&m->mtx);
  mtx_unlock(&m->mtx);
}

// CHECK: solved too_long_a_way(m) in limits.c, capped:
void too_long_a_way(struct many *m) {
  TEN(HUNDRED_CALLS HUNDRED_CALLS HUNDRED_CALLS)
}
