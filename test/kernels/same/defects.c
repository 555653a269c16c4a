// The same defects for each kernel: the findings must be the same, at the same lines.
// KERNEL.c beside this file gives the words and is included first.

void init(struct softc *sc) { SPIN_INIT; }

void sleep_bad(struct softc *sc) {
  SPIN_LOCK;
  SLEEP; // expect: sleep-under-lock
  SPIN_UNLOCK;
}

void alloc_bad(struct softc *sc) {
  SPIN_LOCK;
  ALLOC; // expect: sleeping-alloc-under-lock
  SPIN_UNLOCK;
}

int leak_bad(struct softc *sc) {
  LOCK;
  if (!sc->ready)
    return 5; // expect: lock-leak
  UNLOCK;
  return 0;
}

static void helper(struct softc *sc) {
  LOCK;
  sc->ready = 1;
  UNLOCK;
}

void recursion_bad(struct softc *sc) {
  LOCK;
  helper(sc); // expect: recursive-lock
  UNLOCK;
}

void release_bad(struct softc *sc) {
  LOCK;
  sc->ready = 1;
  UNLOCK;
  UNLOCK; // expect: unlock-not-held
}

void order_bad(struct softc *sc) {
  LOCK;
  LOCK_B; // expect: lock-order
  UNLOCK_B;
  UNLOCK;
}

void order_reversed(struct softc *sc) {
  LOCK_B;
  LOCK;
  UNLOCK;
  UNLOCK_B;
}

void all_good(struct softc *sc) {
  SLEEP;
  ALLOC;
  LOCK;
  sc->ready = 1;
  UNLOCK;
  SPIN_LOCK;
  sc->ready = 0;
  SPIN_UNLOCK;
  helper(sc);
}
