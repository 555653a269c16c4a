// RUN: %locktidy graph --all --kernel=freebsd %s -- \
// RUN:   -fexperimental-late-parse-attributes | FileCheck %s
// The attributes of Clang's thread-safety analysis.
#define TS(x) __attribute__((x))
struct TS(capability("mutex")) mtx { int lock; };
void mtx_unlock(struct mtx *m);

static struct mtx list;
static struct mtx pool TS(acquired_after(list));
static int count TS(guarded_by(list));
struct softc {
  struct mtx a;
  struct mtx b TS(acquired_before(list));
  int n TS(guarded_by(a));
  int *p TS(pt_guarded_by(&list));
};

void f(struct softc *q) TS(requires_capability(q->a))
    TS(release_capability(&q->b));
void f(struct softc *sc) {
  count = sc->n;
  pool.lock = *sc->p;
  mtx_unlock(&sc->b);
}
// CHECK-LABEL: f(sc):
// CHECK-NEXT:  b0: assert-held assert-held sc->a

void g(struct softc *sc) TS(locks_excluded(sc->a))
    TS(requires_shared_capability(&list));
void g(struct softc *sc) { sc->n = 1; }
// CHECK-LABEL: g(sc):
// CHECK-NEXT:  b0: assert-not-held assert-not-held sc->a
// CHECK-NEXT:      assert-held assert-held list (shared)

// CHECK: order list pool @9
// CHECK: mutex-protects list: count @10
// CHECK: order t0->b list @13
// CHECK: mutex-protects t0->a: t0->n @14
// CHECK: mutex-protects list: t0->p{{.*}} @15
// CHECK: releases t0->b in f @19
