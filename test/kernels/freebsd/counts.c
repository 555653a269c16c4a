// What only the last reference does, callers that have another one never see: silent,
// next to a count that is only read.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

// refcount(9)
int refcount_release(), uma_zdestroy();
UNDER(if (sc->ready) uma_zdestroy()) // expect: sleep-under-lock
UNDER(if (refcount_release(&sc->ready)) uma_zdestroy())
