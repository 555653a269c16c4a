// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// More states than are kept: what that costs, and what not.
#include <sys/malloc.h>
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

// Which of the two ways out without a lock is taken is not known; the other one
// is, and to callers they are one.
// CHECK: solved told_elsewhere(sc) in limits.c:
int told_elsewhere(struct softc *sc) {
  if (sc->a == 5) {
    mtx_lock(&sc->other);
    return (1);
  }
  FLAGS;
  if (a + b + c + d + e == 3) {
    mtx_lock(&sc->mtx);
    mtx_unlock(&sc->mtx);
    return (0);
  }
  if (sc->a == 7)
    return (-1);
  return (0);
}

// Of a lock that is kept each place counts.
// CHECK: solved kept_elsewhere(sc) in limits.c, capped:
int kept_elsewhere(struct softc *sc) {
  if (sc->a == 5) {
    mtx_lock(&sc->other);
    return (1);
  }
  FLAGS;
  if (a + b + c + d + e == 3) {
    mtx_lock(&sc->other);
    return (1);
  }
  return (0);
}


// Of these many states the first with the lock to come is not joined with one
// without: those differ in nothing that decides about locks.
// CHECK: solved decides_last(sc) in limits.c:
// CHECK: exit returns 1; held sc->other; if sc->c != 0 @
int decides_last(struct softc *sc) {
  int a = 0, b = 0, d = 0, e = 0, c = 0;

  if (sc->a)
    a = 1;
  if (sc->b)
    b = 1;
  if (sc->d)
    d = 1;
  if (sc->e)
    e = 1;
  if (sc->c)
    c = 1;
  if (a + b + d + e == 3)
    malloc(1, M_DEVBUF, M_WAITOK);
  if (c) {
    mtx_lock(&sc->other);
    return (1);
  }
  return (0);
}

struct locks {
  struct mtx a, b, c, d, e, x;
  int which, f, g, h, i;
};

// Five locks, each in more states than are kept: some are joined, so that there
// is room for every lock.
// CHECK: solved many_locks(l) in limits.c:
// CHECK: observe release mtx_unlock l->a (mtx); held l->a; if l->which == 1 @
// CHECK: observe release mtx_unlock l->e (mtx); held l->e; if l->which == 5 @
// CHECK: exit returns @
void many_locks(struct locks *l) {
  int which = l->which, f = 0, g = 0, h = 0, i = 0;

  if (l->f)
    f = 1;
  if (l->g)
    g = 1;
  if (l->h)
    h = 1;
  if (l->i)
    i = 1;
  switch (which) {
  case 1: mtx_lock(&l->a); break;
  case 2: mtx_lock(&l->b); break;
  case 3: mtx_lock(&l->c); break;
  case 4: mtx_lock(&l->d); break;
  case 5: mtx_lock(&l->e); break;
  }
  if (f + g + h + i == 2) {
    mtx_lock(&l->x);
    mtx_unlock(&l->x);
  }
  switch (which) {
  case 1: mtx_unlock(&l->a); break;
  case 2: mtx_unlock(&l->b); break;
  case 3: mtx_unlock(&l->c); break;
  case 4: mtx_unlock(&l->d); break;
  case 5: mtx_unlock(&l->e); break;
  }
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

// Several times as much: with one state for equal locks it is still followed.
// CHECK: solved longer_way(m) in limits.c:
void longer_way(struct many *m) {
  TEN(HUNDRED_CALLS HUNDRED_CALLS)
}

// CHECK: solved too_long_a_way(m) in limits.c, capped:
void too_long_a_way(struct many *m) {
  TEN(TEN(HUNDRED_CALLS))
}
