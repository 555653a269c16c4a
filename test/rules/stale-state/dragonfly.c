// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

struct peer {
  struct peer *next;
  int refs, n;
};
struct dev {
  struct spinlock lock;
  struct peer *head;
  int idle;
};

void insert(struct dev *sc, struct peer *p) {
  spin_lock(&sc->lock);
  p->next = sc->head;
  sc->head = p;
  spin_unlock(&sc->lock);
}

struct peer *removed(struct dev *sc) {
  struct peer *p;

  spin_lock(&sc->lock);
  p = sc->head;
  if (p)
    sc->head = p->next;
  spin_unlock(&sc->lock);
  return (p);
}

void wait_bad(struct dev *sc) {
  struct peer *p;

  spin_lock(&sc->lock);
  p = sc->head;
  while (!sc->idle) {
    ssleep(sc, &sc->lock, 0, "w", 0);
  }
  if (p)
    p->n++; // expect: stale-state
  spin_unlock(&sc->lock);
}

static void settle(struct dev *sc) {
  spin_unlock(&sc->lock);
  tsleep(sc, 0, "w", 10);
  spin_lock(&sc->lock);
}

void loop_bad(struct dev *sc) {
  struct peer *p;

  spin_lock(&sc->lock);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  spin_unlock(&sc->lock);
}

void loop_ok(struct dev *sc) {
  struct peer *p;

  spin_lock(&sc->lock);
  for (p = sc->head; p; p = p->next) {
    p->refs++;
    settle(sc);
    p->refs--;
  }
  spin_unlock(&sc->lock);
}

void again_ok(struct dev *sc) {
  struct peer *p;

  spin_lock(&sc->lock);
  settle(sc);
  p = sc->head;
  if (p)
    p->n++;
  spin_unlock(&sc->lock);
}
