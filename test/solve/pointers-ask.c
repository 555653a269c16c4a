// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Each target of a call asserts a lock of its own: that tells no paths apart, or there
// would be as many as ways to choose a target at each call. What both assert does.
#include <sys/param.h>
#include <sys/lock.h>
#include <sys/mutex.h>

struct softc {
  struct mtx a, b, both;
  const struct ops *ops;
};
struct ops {
  int (*write)(struct softc *, int);
};

static int a_write(struct softc *sc, int reg) {
  mtx_assert(&sc->a, MA_OWNED);
  mtx_assert(&sc->both, MA_OWNED);
  return (reg > 255 ? 22 : 0);
}
static int b_write(struct softc *sc, int reg) {
  mtx_assert(&sc->both, MA_OWNED);
  mtx_assert(&sc->b, MA_OWNED);
  return (reg > 255 ? 22 : 0);
}
const struct ops a_ops = {a_write}, b_ops = {b_write};
void choose(struct softc *sc, int a) { sc->ops = a ? &a_ops : &b_ops; }

// CHECK-LABEL: solved reset(sc, first) in pointers-ask.c:
// CHECK-NOT: sc->a held
// CHECK-NOT: sc->b held
// CHECK: exit returns 0; entry sc->both held; held sc->both (entry)
// CHECK-NOT: sc->a held
// CHECK-NOT: sc->b held
// CHECK: calls sc->ops->write: a_write, b_write @
int reset(struct softc *sc, int first) {
  int error = 0;

  error |= sc->ops->write(sc, first);
  error |= sc->ops->write(sc, 1);
  return (error ? 5 : 0);
}
