// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/rwlock.h>

struct softc {
  struct mtx mtx, rec;
  struct sx sx;
  struct rwlock rw;
  int n;
};

void init(struct softc *sc) {
  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->rec, "rec", NULL, MTX_DEF | MTX_RECURSE);
  sx_init(&sc->sx, "sx");
  rw_init(&sc->rw, "rw");
}

void twice_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_lock(&sc->mtx); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}

static void bump(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}

void helper_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  bump(sc); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
}

static void bump_if(struct softc *sc, int locked) {
  if (!locked)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (!locked)
    mtx_unlock(&sc->mtx);
}

void flag_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  bump_if(sc, 0); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
}

void flag_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  bump_if(sc, 1);
  mtx_unlock(&sc->mtx);
  bump_if(sc, 0);
}

void pointer_bad(struct softc *sc) {
  struct mtx *m = &sc->mtx;

  mtx_lock(m);
  mtx_lock(&sc->mtx); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
  mtx_unlock(m);
}

static void lock_it(struct mtx *m) { mtx_lock(m); }

void pointer_argument_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  lock_it(&sc->mtx); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}

void sx_bad(struct softc *sc) {
  sx_xlock(&sc->sx);
  sx_xlock(&sc->sx); // expect: recursive-lock
  sx_xunlock(&sc->sx);
  sx_xunlock(&sc->sx);
}

void writer_bad(struct softc *sc) {
  rw_wlock(&sc->rw);
  rw_wlock(&sc->rw); // expect: recursive-lock
  rw_wunlock(&sc->rw);
  rw_wunlock(&sc->rw);
}

struct ops {
  void (*poke)(struct softc *);
};
static struct ops the_ops = {bump};

void through_table_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  the_ops.poke(sc); // expect: recursive-lock
  mtx_unlock(&sc->mtx);
}

// Initialised with MTX_RECURSE.
void recursion_allowed_ok(struct softc *sc) {
  mtx_lock(&sc->rec);
  mtx_lock(&sc->rec);
  mtx_unlock(&sc->rec);
  mtx_unlock(&sc->rec);
}

void giant_ok(void) {
  mtx_lock(&Giant);
  mtx_lock(&Giant);
  mtx_unlock(&Giant);
  mtx_unlock(&Giant);
}

void again_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}

void loop_ok(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++) {
    mtx_lock(&sc->mtx);
    if (sc->n == i) {
      mtx_unlock(&sc->mtx);
      continue;
    }
    sc->n++;
    mtx_unlock(&sc->mtx);
  }
}

// Two objects of one type.
void two_objects_ok(struct softc *from, struct softc *to) {
  mtx_lock(&from->mtx);
  bump(to);
  mtx_unlock(&from->mtx);
}

void reassigned_ok(struct softc *sc, struct softc *next) {
  struct softc *p = sc;

  mtx_lock(&p->mtx);
  p = next;
  mtx_lock(&p->mtx);
  mtx_unlock(&p->mtx);
  mtx_unlock(&sc->mtx);
}

void owned_ok(struct softc *sc) {
  int mine = !mtx_owned(&sc->mtx);

  if (mine)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (mine)
    mtx_unlock(&sc->mtx);
}

void try_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (mtx_trylock(&sc->mtx))
    panic("taken twice");
  mtx_unlock(&sc->mtx);
}

static void poke_locked(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  sc->n++;
}

// Either the caller holds it, and bump() takes it twice, or poke_locked() is
// called without.
void asserted_by_callee_bad(struct softc *sc) {
  poke_locked(sc);
  bump(sc); // expect: recursive-lock
  bump(sc);
}

void asserted_here_bad(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  bump(sc); // expect: recursive-lock
}

// Asked for the statistics only: nobody says that the answer may be yes.
void counted_ok(struct softc *sc) {
  if (mtx_owned(&sc->mtx))
    sc->n++;
  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}
