// RUN: %check-expect --arg=--level=advice %s -- %kernel-openbsd
#include "openbsd.h"

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
  mtx_enter(&sc->lock);
  p->next = sc->head;
  sc->head = p;
  mtx_leave(&sc->lock);
}

struct peer *removed(struct dev *sc) {
  struct peer *p;

  mtx_enter(&sc->lock);
  p = sc->head;
  if (p)
    sc->head = p->next;
  mtx_leave(&sc->lock);
  return (p);
}

void wait_bad(struct dev *sc) {
  struct peer *p;

  mtx_enter(&sc->lock);
  p = sc->head;
  while (!sc->idle) {
    msleep_nsec(sc, &sc->lock, 0, "w", INFSLP);
  }
  if (p)
    p->n++; // expect: stale-state
  mtx_leave(&sc->lock);
}

static void settle(struct dev *sc) {
  mtx_leave(&sc->lock);
  tsleep_nsec(sc, 0, "w", 10);
  mtx_enter(&sc->lock);
}

void loop_bad(struct dev *sc) {
  struct peer *p;

  mtx_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  mtx_leave(&sc->lock);
}

void loop_ok(struct dev *sc) {
  struct peer *p;

  mtx_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) {
    p->refs++;
    settle(sc);
    p->refs--;
  }
  mtx_leave(&sc->lock);
}

void again_ok(struct dev *sc) {
  struct peer *p;

  mtx_enter(&sc->lock);
  settle(sc);
  p = sc->head;
  if (p)
    p->n++;
  mtx_leave(&sc->lock);
}
