// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

int splnet(void), splbio(void);
void splx(int);

struct sc { int busy, n, level; };
int meminit(struct sc *);
void restore_later(struct sc *, int);

int error_path_bad(struct sc *sc) {
  int s;

  s = splnet();
  if (meminit(sc) != 0)
    return 1; // expect: spl-imbalance
  splx(s);
  return 0;
}

int error_path_good(struct sc *sc) {
  int s, error = 0;

  s = splnet();
  if (meminit(sc) != 0)
    error = 1;
  splx(s);
  return error;
}

// One condition decides about both.
void sometimes_good(struct sc *sc, int locked) {
  int s = 0;

  if (!locked)
    s = splnet();
  sc->n++;
  if (!locked)
    splx(s);
}

void sometimes_bad(struct sc *sc, int locked) {
  int s;

  if (!locked)
    s = splnet();
  sc->n++;
  if (sc->busy)
    splx(s); // expect: spl-imbalance
} // expect: spl-imbalance

void twice_bad(struct sc *sc) {
  int s = splnet();

  if (sc->busy)
    splx(s);
  sc->n++;
  splx(s); // expect: spl-imbalance
}

// Raised again in each round.
void rounds_good(struct sc *sc) {
  int s = splnet();

  while (sc->busy) {
    splx(s);
    meminit(sc);
    s = splnet();
  }
  splx(s);
}

void rounds_bad(struct sc *sc) {
  int s = splnet();

  while (sc->busy) {
    splx(s); // expect: spl-imbalance
    meminit(sc);
  }
  splx(s); // expect: spl-imbalance
}

// Two levels, one inside the other.
int nested_bad(struct sc *sc) {
  int s = splnet(), t = splbio();

  if (sc->busy) {
    splx(t);
    return 1; // expect: spl-imbalance
  }
  splx(t);
  splx(s);
  return 0;
}

// Who gets the level gives it back.
int lock_good(void) { return splnet(); }
void save_good(struct sc *sc) { sc->level = splnet(); }
int *out_good(struct sc *sc, int *sp) {
  int s = splnet();

  *sp = s;
  if (sc->busy)
    return sp;
  splx(s);
  return 0;
}
void unlock_good(int s) { splx(s); }

void first_good(struct sc *sc) {
  int s = splnet();

  if (sc->n++ == 0)
    sc->level = s;
  else
    splx(s);
}

static int slow(struct sc *sc, int s) {
  if (meminit(sc))
    return 1;
  splx(s);
  return 0;
}

void callee_good(struct sc *sc) {
  int s = splnet();

  if (sc->busy) {
    slow(sc, s);
    return;
  }
  splx(s);
}
