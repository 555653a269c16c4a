// Assertions that are compiled away are contracts all the same.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
#undef KASSERT
#define KASSERT(e) ((void)0)
#define KASSERTMSG(e, msg, ...) ((void)0)
#define KDASSERT(e) ((void)0)

TWICE(KASSERT(mtx_owned(&sc->mtx)), HOLD(sc)) // expect: recursive-lock
TWICE(KASSERTMSG(mtx_owned(&sc->mtx), "no"), HOLD(sc)) // expect: recursive-lock
TWICE(KDASSERT(mtx_owned(&sc->mtx)), HOLD(sc)) // expect: recursive-lock
