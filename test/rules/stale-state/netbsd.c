// RUN: %check-expect --arg=--level=advice %s -- %kernel-netbsd
#include "netbsd.h"

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
  kpause("w", 0, 10, 0);
  mutex_enter(&sc->lock);
}

void loop_bad(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  mutex_exit(&sc->lock);
}

void peer_tell(struct peer *p);
int peer_is_listed(struct dev *sc, struct peer *p);

// It is passed on before it is used: nothing is said about it.
void tell_bad(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) { // expect: stale-state
    settle(sc);
    peer_tell(p);
  }
  mutex_exit(&sc->lock);
}

// The result may say whether it is good.
void tell_ok(struct dev *sc) {
  struct peer *p;

  mutex_enter(&sc->lock);
  for (p = sc->head; p; p = p->next) {
    settle(sc);
    if (!peer_is_listed(sc, p))
      break;
  }
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
