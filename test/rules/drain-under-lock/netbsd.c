// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

struct dev {
  kmutex_t lock, other;
  callout_t tick, silent;
  void *si, *wq_si;
  int ready, parts;
};

static void tick(void *arg) {
  struct dev *sc = arg;

  mutex_enter(&sc->lock);
  sc->ready++;
  mutex_exit(&sc->lock);
}

static void silent(void *arg) {
  struct dev *sc = arg;

  sc->ready++;
}

static void soft(void *arg) { tick(arg); }

void attach(struct dev *sc) {
  callout_setfunc(&sc->tick, tick, sc);
  callout_setfunc(&sc->silent, silent, sc);
  sc->si = softint_establish(SOFTINT_NET, soft, sc);
}

// The handler takes the lock in what it calls.
void detach_bad(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->ready = 0;
  softint_disestablish(sc->si); // expect: drain-under-lock
  mutex_exit(&sc->lock);
}

void detach_good(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->ready = 0;
  mutex_exit(&sc->lock);
  softint_disestablish(sc->si);
}

// Without an interlock nothing is dropped.
void halt_bad(struct dev *sc) {
  mutex_enter(&sc->lock);
  callout_halt(&sc->tick, NULL); // expect: drain-under-lock
  mutex_exit(&sc->lock);
}

void halt_good(struct dev *sc) {
  mutex_enter(&sc->lock);
  callout_halt(&sc->tick, &sc->lock);
  mutex_exit(&sc->lock);
}

// Another lock, and a handler that takes none.
void others_good(struct dev *sc) {
  mutex_enter(&sc->other);
  callout_halt(&sc->tick, NULL);
  mutex_exit(&sc->other);
  mutex_enter(&sc->lock);
  callout_halt(&sc->silent, NULL);
  mutex_exit(&sc->lock);
}

// The interlock is the caller's.
static void power(struct dev *sc, int parts) {
  if (parts != 0 && sc->parts)
    callout_halt(&sc->tick, &sc->lock);
  sc->parts = parts;
}

void power_good(struct dev *sc) {
  mutex_enter(&sc->lock);
  power(sc, 0);
  power(sc, 1);
  mutex_exit(&sc->lock);
}

static void stop(struct dev *sc) { callout_halt(&sc->tick, NULL); }

void stop_bad(struct dev *sc) {
  mutex_enter(&sc->lock);
  stop(sc); // expect: drain-under-lock
  mutex_exit(&sc->lock);
}

// The handle is a parameter.
static void stop_any(callout_t *co) { callout_halt(co, NULL); }

void stop_any_bad(struct dev *sc) {
  mutex_enter(&sc->lock);
  stop_any(&sc->silent);
  stop_any(&sc->tick); // expect: drain-under-lock
  mutex_exit(&sc->lock);
}
