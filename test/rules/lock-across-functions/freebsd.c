// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

struct dev {
  struct mtx lock;
  int busy, n;
};

static void prepare(struct dev *sc) {
  mtx_lock(&sc->lock); // expect: lock-across-functions
  sc->busy = 1;
}

static void send(struct dev *sc) { sc->n++; }

void writes(struct dev *sc) {
  prepare(sc);
  send(sc);
  mtx_unlock(&sc->lock);
}

// A pair that brackets work.
static void dev_lock(struct dev *sc) {
  mtx_lock(&sc->lock);
  sc->busy = 1;
}

static void dev_unlock(struct dev *sc) {
  sc->busy = 0;
  mtx_unlock(&sc->lock);
}

void brackets(struct dev *sc) {
  dev_lock(sc);
  send(sc);
  dev_unlock(sc);
}

static void inside(struct dev *sc) {
  mtx_lock(&sc->lock);
  sc->busy = 1;
  mtx_unlock(&sc->lock);
}

void reads(struct dev *sc) {
  inside(sc);
  mtx_lock(&sc->lock);
  sc->n = 0;
  mtx_unlock(&sc->lock);
}
