// Assertions that are compiled away are contracts all the same; what names an object
// of a device gives the same one for the same argument.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
#undef KASSERT
#define KASSERT(e) ((void)0)
#define KASSERTMSG(e, ...) ((void)0)
#define KDASSERT(e)
#define KDASSERTMSG(e, ...)

TWICE(KASSERT(mutex_owned(&sc->mtx)), HOLD(sc)) // expect: recursive-lock
TWICE(KASSERTMSG(mutex_owned(&sc->mtx), "%d", 1), HOLD(sc)) // expect: recursive-lock

void nothing_left(struct softc *sc) {
  KDASSERT(mutex_owned(&sc->mtx));
  HOLD(sc); // expect: recursive-lock
}

void nothing_left_of_two(struct softc *sc) {
  if (sc->ready)
    KDASSERTMSG(mutex_owned(&sc->mtx), "no");
  HOLD(sc); // expect: recursive-lock
}

void *x86_curlwp(void), *arm_curlwp(void), *_curlwp(void);
SAME(void *, (x86_curlwp())) // expect: recursive-lock
SAME(void *, (arm_curlwp())) // expect: recursive-lock
SAME(void *, (_curlwp())) // expect: recursive-lock

void *device_private(), *device_parent(), *device_lookup(), *device_lookup_private();
SAME(void *, device_private(device_parent(arg))) // expect: recursive-lock
SAME(void *, device_lookup(arg, 2)) // expect: recursive-lock
SAME(void *, device_lookup_private(arg, 2)) // expect: recursive-lock
