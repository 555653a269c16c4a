// Assertions that are compiled away are contracts all the same; what names an object
// of a device gives the same one for the same argument.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
#undef KASSERT
#define KASSERT(exp, msg) do { } while (0)

TWICE(KASSERT(mtx_owned(&sc->mtx), ("no")), HOLD(sc)) // expect: recursive-lock
TWICE(KASSERT(sc->ready && (mtx_owned(&sc->mtx)), ("no")), HOLD(sc)) // expect: recursive-lock
// What is said together with something else, or to be false, is no promise.
PAIR(KASSERT(sc->ready || mtx_owned(&sc->mtx), ("no")), HOLD(sc); DROP(sc))
PAIR(KASSERT(!mtx_owned(&sc->mtx), ("no")), HOLD(sc); DROP(sc))

// Macros in what is asserted are replaced; the constants of an assertion need not be
// defined where it is nothing.
#define SC_MTX(sc) (&(sc)->mtx)
#define SC_ASSERT(sc) mtx_assert(SC_MTX(sc), MA_OWNED)
#undef mtx_assert
#define mtx_assert(m, what)
#undef MA_OWNED
void nothing_left(struct softc *sc) {
  SC_ASSERT(sc);
  HOLD(sc); // expect: recursive-lock
}

void one_of_many(struct softc *sc, int i) {
  mtx_assert(&sc[i].mtx, MA_OWNED);
  HOLD(sc + i); // expect: recursive-lock
  mtx_assert(&sc[i + 1].mtx, MA_OWNED); // an operand that is not read
  HOLD(sc + i + 1);
  DROP(sc + i + 1);
}

void *device_get_softc(), *device_get_parent(), *device_get_ivars(), *devclass_get_softc();
SAME(device_t, device_get_softc(arg)) // expect: recursive-lock
SAME(device_t, device_get_softc(device_get_parent(arg))) // expect: recursive-lock
SAME(device_t, device_get_ivars(arg)) // expect: recursive-lock
SAME(void *, devclass_get_softc(arg, 1)) // expect: recursive-lock
