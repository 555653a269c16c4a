// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

struct peer {
  struct peer *next;
  int refs, n;
};
struct dev {
  struct mutex lock;
  struct peer *head;
  int idle;
};

void insert(struct dev *sc, struct peer *p) {
  mutex_lock(&sc->lock);
  p->next = sc->head;
  sc->head = p;
  mutex_unlock(&sc->lock);
}

struct peer *removed(struct dev *sc) {
  struct peer *p;

  mutex_lock(&sc->lock);
  p = sc->head;
  if (p)
    sc->head = p->next;
  mutex_unlock(&sc->lock);
  return (p);
}

static void settle(struct dev *sc) {
  mutex_unlock(&sc->lock);
  msleep(10);
  mutex_lock(&sc->lock);
}

void wait_bad(struct dev *sc) {
  struct peer *p;

  mutex_lock(&sc->lock);
  p = sc->head;
  while (!sc->idle) {
    settle(sc);
  }
  if (p)
    p->n++; // expect: stale-state
  mutex_unlock(&sc->lock);
}

void loop_bad(struct dev *sc) {
  struct peer *p;

  mutex_lock(&sc->lock);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  mutex_unlock(&sc->lock);
}

void loop_ok(struct dev *sc) {
  struct peer *p;

  mutex_lock(&sc->lock);
  for (p = sc->head; p; p = p->next) {
    p->refs++;
    settle(sc);
    p->refs--;
  }
  mutex_unlock(&sc->lock);
}

void again_ok(struct dev *sc) {
  struct peer *p;

  mutex_lock(&sc->lock);
  settle(sc);
  p = sc->head;
  if (p)
    p->n++;
  mutex_unlock(&sc->lock);
}
