// RUN: %check-expect %s -- %kernel-illumos
// What the thread stores behind its wait takes nothing from others when the
// condition is as it was, or as those who wake leave it.
#include "illumos.h"

struct device {
  kmutex_t lock;
  kcondvar_t done, slow, owned, closed;
  int flags, slowed, state;
  void *owner;
};

void error_ok(struct device *sc, int error) {
  mutex_enter(&sc->lock);
  if (sc->flags & 1)
    cv_wait(&sc->done, &sc->lock);
  if (error)
    sc->flags |= 2;
  mutex_exit(&sc->lock);
}

void command_done(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->flags &= ~1;
  cv_signal(&sc->done);
  mutex_exit(&sc->lock);
}

void yield_ok(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->slowed == 1) {
    cv_wait(&sc->slow, &sc->lock);
  } else {
    sc->slowed = 1;
    cv_timedwait(&sc->slow, &sc->lock, ddi_get_lbolt() + 10);
    sc->slowed = 0;
    cv_broadcast(&sc->slow);
  }
  mutex_exit(&sc->lock);
}

// Asked before it is stored.
void owner_ok(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->owner != 0)
    cv_wait(&sc->owned, &sc->lock);
  mutex_exit(&sc->lock);
}

void set_owner(struct device *sc, void *owner) {
  mutex_enter(&sc->lock);
  sc->owner = owner;
  if (owner == 0)
    cv_signal(&sc->owned);
  mutex_exit(&sc->lock);
}

// A state that nobody who wakes leaves: who begins anew has been overrun.
void close_bad(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->state == 1)
    cv_wait(&sc->closed, &sc->lock); // expect: wait-not-in-loop
  sc->state = 2;
  mutex_exit(&sc->lock);
}

void event(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->state = 1;
  mutex_exit(&sc->lock);
  mutex_enter(&sc->lock);
  sc->state = 0;
  cv_broadcast(&sc->closed);
  mutex_exit(&sc->lock);
}
