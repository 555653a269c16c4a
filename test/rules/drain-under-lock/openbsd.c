// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

struct sc {
  struct rwlock lock;
  struct timeout to;
  int n;
};

static void tick(void *arg) {
  struct sc *sc = arg;

  rw_enter_write(&sc->lock);
  sc->n++;
  rw_exit_write(&sc->lock);
}

void attach(struct sc *sc) { timeout_set_proc(&sc->to, tick, sc); }

void down_bad(struct sc *sc) {
  rw_enter_write(&sc->lock);
  timeout_del_barrier(&sc->to); // expect: drain-under-lock
  rw_exit_write(&sc->lock);
}

// This does not wait.
void down_good(struct sc *sc) {
  rw_enter_write(&sc->lock);
  timeout_del(&sc->to);
  rw_exit_write(&sc->lock);
  timeout_del_barrier(&sc->to);
}
