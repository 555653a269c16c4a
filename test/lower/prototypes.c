// RUN: %locktidy graph --all --kernel=freebsd %s -- \
// RUN:   | FileCheck %s --implicit-check-not=never_called
// What attributes say of functions without a body that are called.
#define TS(x) __attribute__((x))
struct TS(capability("mutex")) mtx {
  int lock;
};
static struct mtx list;
struct softc {
  struct mtx a, b;
};

void *take(struct softc *sc) TS(acquire_capability(&sc->a))
    TS(release_capability(&sc->b)) TS(requires_capability(&list));
void share(struct softc *);
void share(struct softc *q) TS(acquire_shared_capability(&q->a));
int try_one(struct softc *sc) TS(try_acquire_capability(1, &sc->a));
_Bool try_zero(void) TS(try_acquire_shared_capability(0, &list));
void never_called(struct softc *sc) TS(acquire_capability(&sc->a));
int success;
int odd(struct softc *sc) TS(try_acquire_capability(success, &sc->a));
void plain(struct softc *sc);
void check(struct softc *sc) TS(assert_capability(&sc->a));
struct mtx *second(struct softc *sc) TS(lock_returned(sc->b));
struct mtx *second_too(struct softc *sc) TS(lock_returned(&sc->b));

void other(struct softc *sc) TS(acquire_capability(&sc->a));
void other(struct softc *sc) {
  take(sc);
  share(sc);
  try_one(sc);
  try_zero();
  odd(sc);
  plain(sc);
  check(sc);
  second(sc);
  second_too(sc);
}

// CHECK-LABEL: take(sc) -> pointer [prototype]:
// CHECK-NEXT:  b0: assert-held assert-held list
// CHECK-NEXT:      release release sc->b
// CHECK-NEXT:      acquire acquire sc->a
// CHECK-NEXT:      return
// CHECK-LABEL: share({{.*}}) [prototype]:
// CHECK-NEXT:  b0: acquire acquire {{.*}}->a (shared)
// CHECK-NEXT:      return
// CHECK-LABEL: try_one(sc) -> integer [prototype]:
// CHECK-NEXT:  b0: [[R:t[0-9]+]] = acquire acquire sc->a success=nonzero
// CHECK-NEXT:      return [[R]]
// CHECK-LABEL: try_zero() -> boolean [prototype]:
// CHECK-NEXT:  b0: [[Z:t[0-9]+]] = acquire acquire list (shared) success=zero
// CHECK-NEXT:      return [[Z]]
// CHECK-LABEL: odd(sc) -> integer [prototype]:
// CHECK-NEXT:  b0: return
// CHECK-NOT: {{^}}plain(sc)
// CHECK-LABEL: check(sc) [prototype]:
// CHECK-NEXT:  b0: assert-held assert-held sc->a
// CHECK-NEXT:      return
// CHECK-LABEL: second(sc) -> pointer [prototype]:
// CHECK-NEXT:  b0: return &sc->b
// CHECK-LABEL: second_too(sc) -> pointer [prototype]:
// CHECK-NEXT:  b0: return &sc->b

// Of those with a body they are contracts, to be checked.
int tries(struct softc *sc) TS(try_acquire_capability(0, &sc->a));
int tries(struct softc *sc) { return try_one(sc); }
int tries_too(struct softc *sc) TS(try_acquire_capability(1, &sc->a));
int tries_too(struct softc *sc) { return try_one(sc); }
// CHECK: acquires-if-zero t0->a in tries @
// CHECK: acquires-if-nonzero t0->a in tries_too @
