// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// Of a header, the functions that the file reaches, in the order of the source;
// a .c file that is included belongs to the unit.
#include "Inputs/test.h"
#include "Inputs/inline.h"

// CHECK-NOT: unused
// CHECK-LABEL: by_address() [header, stub]:
// CHECK-LABEL: second(sc) -> integer [header]:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx) @6
// CHECK-NEXT:     return 0 @7
// CHECK-LABEL: first(sc) -> integer [header]:
// CHECK-NEXT: b0: t1 = call second(sc)
// CHECK-LABEL: by_table() [header, stub]:
// CHECK-LABEL: included(sc):
// CHECK-NEXT: b0: call first(sc)
#include "Inputs/included.c"

// CHECK-LABEL: caller(sc):
// CHECK-NEXT: b0: call included(sc) @[[@LINE+2]]
static void caller(struct softc *sc) {
  included(sc);
}

struct ops { void (*f)(void); };
static struct ops table = {by_table};
// CHECK-LABEL: taker(sc) -> pointer:
void *taker(struct softc *sc) {
  use(0, by_address);
  return sc;
}
// CHECK: binding struct ops.f = by_table
