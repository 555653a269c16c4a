// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
#include "illumos.h"

struct peer {
  struct peer *next;
  int refs, n;
};
struct dev {
  kmutex_t lock;
  kcondvar_t cv;
  struct peer *head;
  int idle;
};

void insert(struct dev *sc, struct peer *p) {
  mutex_enter(&sc->lock);
  p->next = sc->head;
  sc->head = p;
  mutex_exit(&sc->lock);
}

struct peer *removed(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  p = sc->head;
  if (p)
    sc->head = p->next;
  mutex_exit(&sc->lock);
  return (p);
}

void wait_bad(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  p = sc->head;
  while (!sc->idle) {
    cv_wait(&sc->cv, &sc->lock);
  }
  if (p)
    p->n++; // expect: stale-state
  mutex_exit(&sc->lock);
}

static void settle(struct dev *sc) {
  mutex_exit(&sc->lock);
  delay(10);
  mutex_enter(&sc->lock);
}

void loop_bad(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  mutex_exit(&sc->lock);
}

void loop_ok(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) {
    p->refs++;
    settle(sc);
    p->refs--;
  }
  mutex_exit(&sc->lock);
}

void again_ok(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  settle(sc);
  p = sc->head;
  if (p)
    p->n++;
  mutex_exit(&sc->lock);
}
