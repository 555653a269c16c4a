// A function asserts the lock and sleeps: who holds it at its call is told, too.
// RUN: %check-expect %s -- %kernel-freebsd
// RUN: %locktidy check --fail-on=never %s -- %kernel-freebsd | FileCheck %s
#include "freebsd.h"

// CHECK: asserted.c:[[@LINE+7]]:{{[0-9]+}}: error: sleeps in 'tsleep' while holding mutex 'sc->mtx'
// CHECK: asserted.c:[[@LINE+19]]:{{[0-9]+}}: note: 'stop_bad' holds it at its call here
// CHECK: asserted.c:[[@LINE+3]]:{{[0-9]+}}: note: mutex 'sc->mtx' is asserted to be held here
// CHECK-NOT: stop_good
static void settle(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  while (!sc->ready)
    tsleep(sc, 0, "settle", 10); // expect: sleep-under-lock
}

// The wait gives it up meanwhile.
void stop_good(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, 0, "settle", 10);
  mtx_unlock(&sc->mtx);
}

void stop_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  settle(sc);
  mtx_unlock(&sc->mtx);
}
