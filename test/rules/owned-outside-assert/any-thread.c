// A question that another thread's hold answers as well decides about taking the
// lock: that is told without asking for advice.
// RUN: %check-expect %s -- %kernel-dragonfly
// RUN: %locktidy check --fail-on=never %s -- %kernel-dragonfly | FileCheck %s
#include "dragonfly.h"

int work(struct softc *sc);

// CHECK: any-thread.c:[[@LINE+2]]:{{[0-9]+}}: warning: 'lockstatus' decides whether lockmgr lock 'sc->lk' is acquired here, but is true when another thread holds it, too
int enter_bad(struct softc *sc) {
  if (lockstatus(&sc->lk, 0) == LK_EXCLUSIVE) // expect: owned-outside-assert
    return 0;
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  return 1;
}

// Advice only: who does not wait may mean any thread.
int try_good(struct softc *sc) {
  int error;
  if (lockstatus(&sc->lk, 0) == LK_EXCLUSIVE)
    return 16;
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  error = work(sc);
  lockmgr(&sc->lk, LK_RELEASE);
  return error;
}

// Advice only: it is this thread that is asked about.
int enter_good(struct softc *sc) {
  int error;
  if (lockstatus(&sc->lk, curthread) == LK_EXCLUSIVE)
    return work(sc);
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  error = work(sc);
  lockmgr(&sc->lk, LK_RELEASE);
  return error;
}

void assert_good(struct softc *sc) {
  KKASSERT(lockstatus(&sc->lk, 0) != 0);
  work(sc);
}

// It decides about something else.
int busy_good(struct softc *sc) {
  if (lockstatus(&sc->lk, 0) != 0)
    return 16;
  return work(sc);
}
