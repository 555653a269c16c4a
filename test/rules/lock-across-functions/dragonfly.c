// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

struct dev {
  struct spinlock lock;
  int busy, n;
};

static void prepare(struct dev *sc) {
  spin_lock(&sc->lock); // expect: lock-across-functions
  sc->busy = 1;
}

static void send(struct dev *sc) { sc->n++; }

void writes(struct dev *sc) {
  prepare(sc);
  send(sc);
  spin_unlock(&sc->lock);
}

// A pair that brackets work.
static void dev_lock(struct dev *sc) {
  spin_lock(&sc->lock);
  sc->busy = 1;
}

static void dev_unlock(struct dev *sc) {
  sc->busy = 0;
  spin_unlock(&sc->lock);
}

void brackets(struct dev *sc) {
  dev_lock(sc);
  send(sc);
  dev_unlock(sc);
}

static void inside(struct dev *sc) {
  spin_lock(&sc->lock);
  sc->busy = 1;
  spin_unlock(&sc->lock);
}

void reads(struct dev *sc) {
  inside(sc);
  spin_lock(&sc->lock);
  sc->n = 0;
  spin_unlock(&sc->lock);
}
