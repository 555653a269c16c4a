// A helper that sleeps, called with the same lock held: one finding, at the call with the
// shortest path, and the other places in it. A place that is silenced hides no other one,
// and another lock is another cause.
// RUN: not %locktidy check %s --output sarif=%t.sarif -- %kernel-linux 2>&1 | FileCheck %s \
// RUN:   --implicit-check-not=error: --implicit-check-not='also in'
// RUN: FileCheck %s --check-prefix=SARIF < %t.sarif
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

void msleep(unsigned int);

static void reset(struct softc *sc) {
  msleep(1);
  sc->ready = 0;
}

static void reset_all(struct softc *sc) { reset(sc); }

void open(struct softc *sc) {
  spin_lock(&sc->lock);
  reset_all(sc); // expect: sleep-under-lock
  spin_unlock(&sc->lock);
}

void control(struct softc *sc) {
  spin_lock(&sc->lock);
  reset(sc); // NOLINT(locktidy-sleep-under-lock): as a test
  spin_unlock(&sc->lock);
}

// CHECK: causes.c:[[@LINE+3]]:3: error: call of 'reset' sleeps in 'msleep' while holding spinlock 'sc->lock'
void stop(struct softc *sc) {
  spin_lock(&sc->lock);
  reset(sc); // expect: sleep-under-lock
  spin_unlock(&sc->lock);
}
// CHECK: causes.c:21:3: note: also in 'open' here [locktidy-sleep-under-lock]

// CHECK: causes.c:[[@LINE+3]]:3: error: call of 'reset' sleeps in 'msleep' while holding spinlock 'sc->other'
void detach(struct softc *sc) {
  spin_lock(&sc->other);
  reset(sc); // expect: sleep-under-lock
  spin_unlock(&sc->other);
}
// CHECK: 2 findings, 1 suppressed

// SARIF: "relatedLocations": [
// SARIF: "also in 'open' here"
