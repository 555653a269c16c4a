// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

struct dev {
  kmutex_t lock;
  int busy, n;
};

static void prepare(struct dev *sc) {
  mutex_enter(&sc->lock); // expect: lock-across-functions
  sc->busy = 1;
}

static void send(struct dev *sc) { sc->n++; }

void writes(struct dev *sc) {
  prepare(sc);
  send(sc);
  mutex_exit(&sc->lock);
}

// A pair that brackets work.
static void dev_lock(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->busy = 1;
}

static void dev_unlock(struct dev *sc) {
  sc->busy = 0;
  mutex_exit(&sc->lock);
}

void brackets(struct dev *sc) {
  dev_lock(sc);
  send(sc);
  dev_unlock(sc);
}

static void inside(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->busy = 1;
  mutex_exit(&sc->lock);
}

void reads(struct dev *sc) {
  inside(sc);
  mutex_enter(&sc->lock);
  sc->n = 0;
  mutex_exit(&sc->lock);
}
