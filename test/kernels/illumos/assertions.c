// Assertions that are compiled away are contracts all the same; what names an object
// of a device gives the same one for the same argument.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"
#undef ASSERT
#define ASSERT(EX) ((void)0)

TWICE(ASSERT(MUTEX_HELD(&sc->mtx)), HOLD(sc)) // expect: recursive-lock
TWICE(ASSERT(mutex_owned(&sc->mtx)), HOLD(sc)) // expect: recursive-lock
PAIR(ASSERT(sc->ready || MUTEX_HELD(&sc->mtx)), HOLD(sc); DROP(sc))

void *ddi_get_soft_state(), *ddi_soft_state_bystr_get(), *ddi_get_driver_private(),
    *ddi_get_parent_data(), *ddi_get_parent();
void *threadp(void);
SAME(void *, (threadp())) // expect: recursive-lock
SAME(void *, ddi_get_soft_state(arg, 1)) // expect: recursive-lock
SAME(void *, ddi_soft_state_bystr_get(arg, "a")) // not known to be one string
SAME(dev_info_t *, ddi_get_driver_private(ddi_get_parent(arg))) // expect: recursive-lock
SAME(dev_info_t *, ddi_get_parent_data(arg)) // expect: recursive-lock
