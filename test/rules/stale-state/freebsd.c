// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

struct peer {
  struct peer *next;
  int refs, busy, n;
};
struct dev {
  struct mtx mtx;
  struct cv cv;
  struct peer *head, *fixed;
  int gen, idle;
};

void insert(struct dev *sc, struct peer *p) {
  mtx_lock(&sc->mtx);
  p->next = sc->head;
  sc->head = p;
  mtx_unlock(&sc->mtx);
}

void append(struct dev *sc, struct peer *last, struct peer *p) {
  mtx_lock(&sc->mtx);
  p->next = 0;
  last->next = p;
  mtx_unlock(&sc->mtx);
}

struct peer *removed(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p)
    sc->head = p->next;
  mtx_unlock(&sc->mtx);
  return (p);
}

int count(struct dev *sc) {
  struct peer *p;
  int n = 0;

  mtx_lock(&sc->mtx);
  for (p = sc->head; p; p = p->next)
    n += p->n;
  mtx_unlock(&sc->mtx);
  return (n);
}

void wait_bad(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  while (!sc->idle)
    cv_wait(&sc->cv, &sc->mtx);
  if (p)
    p->n++; // expect: stale-state
  mtx_unlock(&sc->mtx);
}

void wait_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  while (!sc->idle)
    cv_wait(&sc->cv, &sc->mtx);
  p = sc->head;
  if (p)
    p->n++;
  mtx_unlock(&sc->mtx);
}

void unlock_bad(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  mtx_unlock(&sc->mtx);
  tsleep(sc, 0, "w", 10);
  mtx_lock(&sc->mtx);
  if (p)
    p->n++; // expect: stale-state
  mtx_unlock(&sc->mtx);
}

static void settle(struct dev *sc) {
  mtx_unlock(&sc->mtx);
  tsleep(sc, 0, "w", 10);
  mtx_lock(&sc->mtx);
}

// The next element is that of one that may be gone.
void loop_bad(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  for (p = sc->head; p; p = p->next) // expect: stale-state
    settle(sc);
  mtx_unlock(&sc->mtx);
}

// What was read before is no better.
void loop_safe_bad(struct dev *sc) {
  struct peer *p, *next;

  mtx_lock(&sc->mtx);
  for (p = sc->head; p; p = next) {
    next = p->next; // expect: stale-state
    settle(sc);
  }
  mtx_unlock(&sc->mtx);
}

// From the start each time.
void loop_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  while ((p = sc->head) != 0) {
    p->n++;
    settle(sc);
  }
  mtx_unlock(&sc->mtx);
}

void reference_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p) {
    p->refs++;
    settle(sc);
    p->refs--;
  }
  mtx_unlock(&sc->mtx);
}

void hold(struct peer *p);

void held_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p) {
    hold(p);
    settle(sc);
    p->n++;
  }
  mtx_unlock(&sc->mtx);
}

void taken_out_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p) {
    sc->head = p->next;
    settle(sc);
    p->n++;
  }
  mtx_unlock(&sc->mtx);
}

// Where nothing was taken out, there is nothing.
void taken_or_none_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p != 0)
    sc->head = p->next;
  mtx_unlock(&sc->mtx);
  if (p == 0)
    return;
  mtx_lock(&sc->mtx);
  p->next = sc->head;
  sc->head = p;
  mtx_unlock(&sc->mtx);
}

void flagged_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p) {
    sc->idle = 0;
    settle(sc);
    p->n++;
  }
  mtx_unlock(&sc->mtx);
}

void generation_ok(struct dev *sc) {
  struct peer *p;
  int gen;

  mtx_lock(&sc->mtx);
  gen = sc->gen;
  p = sc->head;
  if (p) {
    settle(sc);
    if (sc->gen == gen)
      p->n++;
  }
  mtx_unlock(&sc->mtx);
}

void compared_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->head;
  if (p) {
    settle(sc);
    if (p == sc->head)
      p->n++;
  }
  mtx_unlock(&sc->mtx);
}

static int settled(struct dev *sc) {
  if (sc->idle)
    return (0);
  settle(sc);
  return (1);
}

// The callee says whether it dropped the lock.
void answer_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
again:
  p = sc->head;
  if (p) {
    if (settled(sc))
      goto again;
    p->n++;
  }
  mtx_unlock(&sc->mtx);
}

// Nothing says that the lock guards this one.
void fixed_ok(struct dev *sc) {
  struct peer *p;

  mtx_lock(&sc->mtx);
  p = sc->fixed;
  settle(sc);
  p->n++;
  mtx_unlock(&sc->mtx);
}
