// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Two tests of one thing: a lock taken under the first is released under the
// second.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx, other;
  int flags, n, constant;
};
#define SHARED 4

// CHECK-LABEL: solved by_variable(sc) in conditions.c:
// CHECK:   observe wakeup wakeup; if sc->n <= 3 @
// CHECK-NEXT:   observe wakeup wakeup; held sc->mtx; if sc->n >= 4 @
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
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

// CHECK-LABEL: solved by_parameter(sc, intr) in conditions.c:
// CHECK:   observe wakeup wakeup; if intr != 0 @
// CHECK-NEXT:   observe wakeup wakeup; held sc->mtx; if intr == 0 @
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx; if intr == 0 @
void by_parameter(struct softc *sc, int intr) {
  if (!intr)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (!intr)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved by_field(sc) in conditions.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if (sc->flags & 4) != 0 @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void by_field(struct softc *sc) {
  if (sc->flags & SHARED)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (sc->flags & SHARED)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved by_field_written(sc) in conditions.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); if (sc->flags & 4) == 0 && (sc->n & 4) != 0 @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if (sc->flags & 4) != 0 && (sc->n & 4) != 0 (under lock) @
// CHECK-NEXT:   exit returns; if (sc->flags & 4) == 0 && (sc->n & 4) == 0 @
// CHECK-NEXT:   exit returns; if (sc->flags & 4) != 0 && (sc->n & 4) != 0 (under lock) @
// CHECK-NEXT:   exit returns; held sc->mtx; if (sc->flags & 4) != 0 && (sc->n & 4) == 0 (under lock); untold sc->mtx against @{{[0-9]+}} @
// CHECK-NEXT:   exit returns; entry sc->mtx held released; if (sc->flags & 4) == 0 && (sc->n & 4) != 0 @
void by_field_written(struct softc *sc) {
  if (sc->flags & SHARED)
    mtx_lock(&sc->mtx);
  sc->flags = sc->n;
  if (sc->flags & SHARED)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved by_pointer(sc, which) in conditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->other (mtx); if which == 0 @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); if which != 0 @
// CHECK-NEXT:   observe wakeup wakeup; held sc->other; if which == 0 @
// CHECK-NEXT:   observe wakeup wakeup; held sc->mtx; if which != 0 @
// CHECK-NEXT:   observe release mtx_unlock sc->other (mtx); held sc->other; if which == 0 @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if which != 0 @
// Which lock is free afterwards makes no case of its own.
// CHECK:   case returns{{$}}
// CHECK-NEXT:   event acquire
void by_pointer(struct softc *sc, int which) {
  struct mtx *m = which ? &sc->mtx : &sc->other;

  mtx_lock(m);
  wakeup(sc);
  mtx_unlock(m);
}

// CHECK-LABEL: solved by_switch(sc, cmd) in conditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); if cmd in 1..2 @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if cmd in 1..2 @
// Cases that do the same to locks are one.
// CHECK:   case returns{{$}}
// CHECK-NOT:   case
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

// What nobody writes has the same answer under the lock.
// CHECK-LABEL: solved constant_tested_again(sc) in conditions.c:
// CHECK-NOT: untold
void constant_tested_again(struct softc *sc) {
  if (sc->constant == 0)
    return;
  mtx_lock(&sc->mtx);
  if (sc->constant == 0)
    return;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
}

void set(struct softc *sc, int n) { sc->n = n; }

// Asked again under the lock, since it may be otherwise by then: this time the
// lock is forgotten.
// CHECK-LABEL: solved tested_again(sc) in conditions.c:
// CHECK:   exit returns; held sc->mtx; if sc->n != 0; untold sc->mtx against @
void tested_again(struct softc *sc) {
  if (sc->n == 0)
    return;
  mtx_lock(&sc->mtx);
  if (sc->n == 0)
    return;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
}

// A macro asks every time, and where a lock is held its object exists.
#define MAYBE_LOCK(sc)                                                         \
  do {                                                                         \
    if ((sc)->flags & SHARED)                                                  \
      mtx_lock(&(sc)->mtx);                                                    \
  } while (0)
#define MAYBE_UNLOCK(sc)                                                       \
  do {                                                                         \
    if ((sc)->flags & SHARED)                                                  \
      mtx_unlock(&(sc)->mtx);                                                  \
  } while (0)
// CHECK-LABEL: solved asked_by_macro(sc) in conditions.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if (sc->flags & 4) != 0 @
// CHECK-NEXT:   exit returns; if (sc->flags & 4) == 0 @
// CHECK-NEXT:   exit returns; if (sc->flags & 4) != 0 @
// CHECK-NEXT:   case
void asked_by_macro(struct softc *sc) {
  if (!(sc->flags & SHARED))
    return;
  MAYBE_LOCK(sc);
  wakeup(sc);
  MAYBE_UNLOCK(sc);
}

struct outer {
  struct mtx *lock;
};
// CHECK-LABEL: solved lock_is_there(o) in conditions.c:
// CHECK:   observe release mtx_unlock o->lock (mtx); held o->lock; if o->lock != 0 @
// CHECK-NEXT:   exit returns; if o->lock == 0 @
// CHECK-NEXT:   exit returns; if o->lock != 0 @
// CHECK-NEXT:   case
void lock_is_there(struct outer *o) {
  if (o->lock == NULL)
    return;
  mtx_lock(o->lock);
  wakeup(o);
  if (o->lock != NULL)
    mtx_unlock(o->lock);
}
