// RUN: not %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// What could not be parsed is unknown; what is around it is lowered all the same.
#include "Inputs/test.h"

// CHECK-LABEL: unknown_member(sc) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     branch ? b1 b2
// CHECK-NEXT: b1: return 1
// CHECK-NEXT: b2: t1 = call work(sc)
// CHECK-NEXT:     t2 = call missing(t1)
// CHECK-NEXT:     call undeclared(sc->mtx, t2)
// CHECK-NEXT:     release unlock sc->mtx (mtx)
// CHECK-NEXT:     return ?
int unknown_member(struct softc *sc) {
  lock(&sc->mtx);
  if (sc->missing)
    return 1;
  undeclared(sc->mtx, missing(work(sc)));
  unlock(&sc->mtx);
  return sc->missing.too + 1;
}

// CHECK-LABEL: unknown_type(sc, m) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     return ?
int unknown_type(struct softc *sc, missing_t m) {
  missing_t x = work(sc);
  lock(&sc->mtx);
  return m;
}

// CHECK-LABEL: whole(sc):
// CHECK-NEXT: b0: release unlock sc->mtx (mtx)
// CHECK-NEXT:     return
void whole(struct softc *sc) { unlock(&sc->mtx); }

// CHECK-LABEL: unknown_lock(sc)
// CHECK-NEXT: b0: store
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     release unlock sc->mtx (mtx)
// CHECK-NEXT:     store
// CHECK-NEXT:     return
void unknown_lock(struct softc *sc) {
  lock(&sc->missing);
  lock(&sc->mtx);
  unlock(&sc->mtx);
  unlock(&sc->missing);
}

// A call with an argument that does not parse may do anything to the others.
// CHECK-LABEL: unknown_argument(sc) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     call {{.*}}(sc, &sc->mtx
// CHECK-NEXT:     return
int sleeps(struct softc *sc, struct mtx *m, int flags);
int unknown_argument(struct softc *sc) {
  lock(&sc->mtx);
  return sleeps(sc, &sc->mtx, PMISSING | 1);
}
