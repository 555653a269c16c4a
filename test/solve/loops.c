// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Locks that a loop takes, carries, hands over or collects.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct node {
  struct mtx lock;
  struct node *next;
  int key;
};
struct softc {
  struct mtx mtx, queue[4];
  struct node *head;
  int n;
};

void carried(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->n > 0) {
    mtx_unlock(&sc->mtx);
    pause("n", 1);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

void retried(struct softc *sc) {
again:
  mtx_lock(&sc->mtx);
  if (sc->n > 0) {
    mtx_unlock(&sc->mtx);
    goto again;
  }
  mtx_unlock(&sc->mtx);
}

void hand_over_hand(struct node *n, int key) {
  mtx_lock(&n->lock);
  while (n->next != NULL && n->key != key) {
    struct node *next = n->next;

    mtx_lock(&next->lock);
    mtx_unlock(&n->lock);
    n = next;
  }
  mtx_unlock(&n->lock);
}

void each(struct softc *sc) {
  for (int i = 0; i < 4; i++) {
    mtx_lock(&sc->queue[i]);
    mtx_unlock(&sc->queue[i]);
  }
}

void all(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++)
    mtx_lock(&sc->queue[i]);
  pause("all", 1);
  for (i = 0; i < 4; i++)
    mtx_unlock(&sc->queue[i]);
}

void list(struct softc *sc) {
  struct node *n;

  for (n = sc->head; n != NULL; n = n->next)
    mtx_lock(&n->lock);
  for (n = sc->head; n != NULL; n = n->next)
    mtx_unlock(&n->lock);
}
