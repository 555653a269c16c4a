// RUN: %check-expect %s -- %kernel-freebsd
//
// What looks like telling whether a lock is held, and does not: nothing here is in
// doubt, so that each defect is an error.
#include "freebsd.h"

// A status next to an error code says nothing of the lock.
struct status_softc {
  struct mtx mtx;
  int dying;
};

int op(struct status_softc *sc, int *status) {
  mtx_lock(&sc->mtx);
  if (sc->dying) {
    *status = 3;
    return (5); /* expect: lock-leak */
  }
  mtx_unlock(&sc->mtx);
  *status = 0;
  return (0);
}

// A function that may give up the lock of what it is passed leaves that of another.
struct node {
  struct mtx mtx;
  int held;
};

static void put(struct node *b) {
  if (b->held) {
    mtx_unlock(&b->mtx);
    return;
  }
  b->held = 0;
}

void both(struct node *a, struct node *b) {
  mtx_lock(&a->mtx);
  if (b->held) {
    mtx_unlock(&a->mtx);
    return;
  }
  put(b);
  tsleep(a, 0, "both", 10); /* expect: sleep-under-lock */
  mtx_unlock(&a->mtx);
}

// A lock that is destroyed in the end may be wanted until the handler is gone.
struct timed {
  struct mtx a, b;
  struct callout co;
};

static void tick(void *arg) {
  struct timed *sc = arg;

  mtx_lock(&sc->b);
  mtx_lock(&sc->a); /* expect: lock-order */
  mtx_unlock(&sc->a);
  mtx_unlock(&sc->b);
}

void start(struct timed *sc) {
  callout_reset(&sc->co, 10, tick, sc);
}

void detach(struct timed *sc) {
  mtx_lock(&sc->a);
  mtx_lock(&sc->b);
  mtx_unlock(&sc->b);
  mtx_unlock(&sc->a);
  callout_drain(&sc->co);
  mtx_destroy(&sc->a);
}

// What was written under a mutex may be another's after a sleep without it, also
// where some function asks it whether to give the mutex up.
struct stated {
  struct mtx mtx;
  int state;
};

void giver(struct stated *sc) {
  if (sc->state)
    mtx_unlock(&sc->mtx);
}

void taker(struct stated *sc) {
  mtx_lock(&sc->mtx);
  sc->state = 1;
  mtx_unlock(&sc->mtx);
  tsleep(sc, 0, "idle", 10);
  mtx_lock(&sc->mtx);
  if (sc->state == 0)
    tsleep(sc, 0, "gone", 10); /* expect: sleep-under-lock */
  mtx_unlock(&sc->mtx);
}
