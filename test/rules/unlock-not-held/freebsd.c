// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/rwlock.h>

struct softc {
  struct mtx mtx, other;
  struct rwlock rw;
  int ready, n;
};

void twice_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
}

void ladder_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->n == 0) {
    mtx_unlock(&sc->mtx);
    goto out;
  }
  sc->n--;
out:
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
}

void pdrop_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready) {
    msleep(sc, &sc->mtx, PZERO | PDROP, "wait", 0);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
}

// What comes after the second acquire of a recursive lock is looked at too.
struct deep {
  struct mtx mtx;
};

void deep_init(struct deep *d) {
  mtx_init(&d->mtx, "deep", NULL, MTX_DEF | MTX_RECURSE);
}

void deep_ok(struct deep *d) {
  mtx_lock(&d->mtx);
  mtx_lock(&d->mtx);
  mtx_unlock(&d->mtx);
  mtx_unlock(&d->mtx);
}

void deep_bad(struct deep *d) {
  mtx_lock(&d->mtx);
  mtx_lock(&d->mtx);
  mtx_unlock(&d->mtx);
  mtx_unlock(&d->mtx);
  mtx_unlock(&d->mtx); // expect: unlock-not-held
}

// A caller may hold it where the try fails, as far as this function tells.
void try_bad(struct softc *sc) {
  if (mtx_trylock(&sc->mtx))
    sc->n++;
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
}

static void finish(struct softc *sc) {
  sc->n++;
  mtx_unlock(&sc->mtx);
}

void helper_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc);
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
}

void helper_twice_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc);
  finish(sc); // expect: unlock-not-held
}

void reader_bad(struct softc *sc) {
  rw_rlock(&sc->rw);
  rw_runlock(&sc->rw);
  rw_runlock(&sc->rw); // expect: unlock-not-held
}

void helper_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc);
}

// Called with the mutex held, drops it for a moment.
void drop_ok(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  DELAY(10);
  mtx_lock(&sc->mtx);
}

void correlated_ok(struct softc *sc, int locked) {
  if (!locked)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (!locked)
    mtx_unlock(&sc->mtx);
}

void try_ok(struct softc *sc) {
  int got = mtx_trylock(&sc->mtx);

  if (!got)
    return;
  mtx_unlock(&sc->mtx);
}

static int get(struct softc *sc) {
  if (sc->n == 0)
    return (ENXIO);
  mtx_lock(&sc->mtx);
  return (0);
}

void error_code_ok(struct softc *sc) {
  int error = get(sc);

  if (error == 0)
    mtx_unlock(&sc->mtx);
}

void error_code_bad(struct softc *sc) {
  get(sc);
  mtx_unlock(&sc->mtx); // todo-expect: unlock-not-held
}

// Locks one, unlocks it, locks the next.
void hand_over_ok(struct softc *sc) {
  int i;

  mtx_lock(&sc->mtx);
  for (i = 0; i < 4; i++) {
    sc->n++;
    mtx_unlock(&sc->mtx);
    DELAY(10);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

void reassigned_ok(struct softc *sc, struct softc *next) {
  struct softc *p = sc;

  mtx_lock(&p->mtx);
  p = next;
  p->n++;
  mtx_unlock(&sc->mtx);
}

// One path takes the lock first, so it is not held at entry; the other releases
// it without having taken it.
int prepare(struct softc *sc);
int skips_the_lock_bad(struct softc *sc) {
  int error = prepare(sc);

  if (error != 0)
    goto out;
  mtx_lock(&sc->mtx);
  error = sc->n++;
out:
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
  return (error);
}

// What is passed decides which it is.
void lock_or_unlock_ok(struct softc *sc, int lock) {
  if (lock)
    mtx_lock(&sc->mtx);
  else
    mtx_unlock(&sc->mtx);
}

// Drops the caller's lock and takes it again.
void drop_and_retake_ok(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  sc->n++;
  mtx_lock(&sc->mtx);
}

struct two {
  struct mtx mtx;
};

// Whether or not the lock passed is the one asserted, it is held.
static void assert_other(struct two *t, struct mtx *m) {
  mtx_lock(m);
  mtx_assert(&t->mtx, MA_OWNED);
}

void in_doubt_bad(struct two *t, struct mtx *m) {
  assert_other(t, m);
  mtx_unlock(m);
  mtx_unlock(m); // expect: unlock-not-held
}

// Another path ends the lock; this one releases what nobody took.
int chance(void);
void ended_or_released_bad(struct two *t, struct softc *sc) {
  if (chance()) {
    mtx_destroy(&t->mtx);
    return;
  }
  if (chance()) {
    mtx_unlock(&t->mtx); // expect: unlock-not-held
    return;
  }
  mtx_lock(&t->mtx);
  sc->n++;
  mtx_unlock(&t->mtx);
}

// One that is given up and ended was held by the caller: so it is on the others.
void released_and_ended_ok(struct two *t, struct softc *sc) {
  if (chance()) {
    mtx_unlock(&t->mtx);
    mtx_destroy(&t->mtx);
    return;
  }
  if (chance()) {
    mtx_unlock(&t->mtx);
    return;
  }
  mtx_lock(&t->mtx);
  sc->n++;
  mtx_unlock(&t->mtx);
}

// The one object that there is, found by a global: its flag does not say that
// somebody took the lock meanwhile.
struct only {
  struct mtx mtx;
  int up, n;
};
static struct only *the_only;

static void only_stop(void) {
  if (the_only->up)
    mtx_unlock(&the_only->mtx);
}

void only_twice_bad(void) {
  mtx_lock(&the_only->mtx);
  the_only->n++;
  mtx_unlock(&the_only->mtx);
  only_stop(); // expect: unlock-not-held
}
