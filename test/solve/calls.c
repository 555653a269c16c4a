// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Callees: recursive, unknown, through pointers, with another name for a lock.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct dev {
  struct mtx mtx;
  struct dev *parent;
  int n;
};
struct softc {
  struct mtx mtx;
  struct dev *dev;
  struct mtx *lockp;
  void (*done)(struct softc *);
};
void unknown_work(struct softc *);
void unknown_unlock(struct softc *);
void unknown_lock_user(struct mtx *);
struct softc *lookup(int);

// CHECK-LABEL: solved by_pointer(m) in calls.c:
// CHECK:   case returns; acquired m{{$}}
// CHECK-NEXT:   event acquire mtx_lock m (mtx) @
void by_pointer(struct mtx *m) { mtx_lock(m); }

// CHECK-LABEL: solved by_pointer_user(sc) in calls.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->dev->mtx (mtx); via by_pointer @
// CHECK-NEXT:   observe release mtx_unlock sc->dev->mtx (mtx); held sc->dev->mtx @
// CHECK:   case returns{{$}}
void by_pointer_user(struct softc *sc) {
  by_pointer(&sc->dev->mtx);
  mtx_unlock(&sc->dev->mtx);
}

int odd(struct dev *, int);
// CHECK-LABEL: solved even(d, n) in calls.c, recursive:
// CHECK:   event acquire mtx_lock d->mtx (mtx); class struct dev::mtx; if n == 0 @
int even(struct dev *d, int n) {
  if (n == 0) {
    mtx_lock(&d->mtx);
    mtx_unlock(&d->mtx);
    return (1);
  }
  return (odd(d, n - 1));
}
int odd(struct dev *d, int n) {
  return (n == 0 ? 0 : even(d, n - 1));
}

// CHECK-LABEL: solved recursive_user(d, n) in calls.c:
// CHECK:   observe acquire mtx_lock d->mtx (mtx); via even; held d->mtx; if n == 0; clash recursive @
// CHECK-NEXT:   observe acquire mtx_lock d->mtx (mtx); via even; held d->mtx; if n != 0 && (n - 1) != 0 && (n - 1 - 1) == 0; clash recursive @
// CHECK-NEXT:   observe acquire mtx_lock d->mtx (mtx); via even; held d->mtx; if n != 0 && (n - 1) != 0 && (n - 1 - 1) != 0 && (n - 1 - 1 - 1) != 0 && (n - 1 - 1 - 1 - 1) == 0; clash recursive @
void recursive_user(struct dev *d, int n) {
  mtx_lock(&d->mtx);
  even(d, n);
  mtx_unlock(&d->mtx);
}

// CHECK-LABEL: solved unknown(sc) in calls.c:
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void unknown(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_work(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved unknown_may_release(sc) in calls.c:
// CHECK:   exit returns; held sc->mtx (may unknown-callee) @
// CHECK-NEXT:   case returns; acquired sc->mtx (may unknown-callee){{$}}
// CHECK:   hands over sc; may unknown-callee{{$}}
void unknown_may_release(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_unlock(sc);
}

// CHECK-LABEL: solved unknown_gets_lock(sc) in calls.c:
// CHECK:   exit returns; held sc->mtx (may unknown-callee) @
// CHECK-NEXT:   case returns; acquired sc->mtx (may unknown-callee){{$}}
void unknown_gets_lock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_lock_user(&sc->mtx);
}

// CHECK-LABEL: solved pointer_may_release(sc) in calls.c:
// CHECK:   exit returns; held sc->mtx (may pointer-callee) @
// CHECK-NEXT:   case returns; acquired sc->mtx (may pointer-callee){{$}}
// CHECK:   hands over sc; may pointer-callee{{$}}
void pointer_may_release(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->done(sc);
}

// CHECK-LABEL: solved other_name(unit) in calls.c:
// CHECK:   case returns; entry ?1->mtx held released{{$}}
void other_name(int unit) {
  struct softc *sc = lookup(unit);

  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved other_name_user(sc) in calls.c:
// CHECK:   observe release mtx_unlock ?1->mtx (mtx); held sc->mtx; may same-object @
// CHECK-NEXT:   exit returns; may same-object @
// CHECK-NEXT:   case returns; may same-object{{$}}
void other_name_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&lookup(1)->mtx);
}

// CHECK-LABEL: solved behind_pointer(sc) in calls.c:
// CHECK:   observe release mtx_unlock sc->lockp (mtx); held sc->mtx; may same-object @
// CHECK-NEXT:   exit returns; may same-object @
// CHECK-NEXT:   case returns; may same-object{{$}}
void behind_pointer(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(sc->lockp);
}

// CHECK-LABEL: solved never() in calls.c:
// CHECK-NEXT:   never returns{{$}}
void never(void) { panic("never"); }

// CHECK-LABEL: solved never_user(sc) in calls.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->dev != 0 (under lock) @
// CHECK:   case returns; if sc->dev != 0 (under lock){{$}}
void never_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dev == NULL)
    never();
  mtx_unlock(&sc->mtx);
}
