// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s --match-full-lines
// Places are those where the author wrote the outermost macro.
#include "Inputs/test.h"

#define SC_LOCK(sc) \
  lock(&(sc)->mtx)
#define BOTH(a, b) \
  do {             \
    a;             \
    b;             \
  } while (0)

// CHECK-LABEL: places(sc) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx) @[[#@LINE+7]]
// CHECK-NEXT:     call work(sc) @[[#@LINE+7]]
// CHECK-NEXT:     release unlock sc->mtx (mtx) @[[#@LINE+6]]
// CHECK-NEXT:     branch sc->flags b1 b2 @[[#@LINE+9]]
// CHECK-NEXT: b1: return 1 @[[#@LINE+10]]
// CHECK-NEXT: b2: return 0 @[[#@LINE+10]]
int places(struct softc *sc) {
  SC_LOCK(sc);
  BOTH(
      work(sc),
      unlock(&sc->mtx));
  if (
      sc->flags
  )
    return 1;
  return 0;
}

#line 500 "other.c"
// `#line` is for generators; findings are shown in the file there is.
// CHECK-LABEL: renumbered() [stub]:
// CHECK-NEXT: b0: return @[[#@LINE+2]]
void renumbered(void) {
}
