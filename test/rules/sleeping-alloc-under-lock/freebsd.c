// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/malloc.h>

struct softc {
  struct mtx mtx, spin;
  struct sx sx;
  void *buf;
};

void init(struct softc *sc) {
  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->spin, "spin", NULL, MTX_SPIN);
  sx_init(&sc->sx, "sx");
}

void direct_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = malloc(64, M_DEVBUF, M_WAITOK | M_ZERO); // expect: sleeping-alloc-under-lock
  mtx_unlock(&sc->mtx);
}

void spin_bad(struct softc *sc) {
  mtx_lock_spin(&sc->spin);
  sc->buf = malloc(64, M_DEVBUF, M_WAITOK); // expect: sleeping-alloc-under-lock
  mtx_unlock_spin(&sc->spin);
}

static void *new_buf(void) { return (malloc(64, M_DEVBUF, M_WAITOK)); }

void helper_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = new_buf(); // expect: sleeping-alloc-under-lock
  mtx_unlock(&sc->mtx);
}

static void *buf_alloc(int how) { return (malloc(64, M_DEVBUF, how)); }

void flag_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = buf_alloc(M_WAITOK); // expect: sleeping-alloc-under-lock
  mtx_unlock(&sc->mtx);
}

void flag_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = buf_alloc(M_NOWAIT);
  mtx_unlock(&sc->mtx);
  if (sc->buf == NULL)
    sc->buf = buf_alloc(M_WAITOK); // expect: unguarded-access
}

static void *buf_get(int canwait) {
  return (malloc(64, M_DEVBUF, canwait ? M_WAITOK : M_NOWAIT));
}

void converted_flag_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = buf_get(1); // expect: sleeping-alloc-under-lock
  mtx_unlock(&sc->mtx);
}

void converted_flag_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = buf_get(0);
  mtx_unlock(&sc->mtx);
}

void correlated_ok(struct softc *sc, int locked) {
  if (locked)
    mtx_lock(&sc->mtx);
  sc->buf = malloc(64, M_DEVBUF, locked ? M_NOWAIT : M_WAITOK);
  if (locked)
    mtx_unlock(&sc->mtx);
}

void nowait_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->buf = malloc(64, M_DEVBUF, M_NOWAIT | M_ZERO);
  mtx_unlock(&sc->mtx);
}

void before_ok(struct softc *sc) {
  void *p = malloc(64, M_DEVBUF, M_WAITOK);

  mtx_lock(&sc->mtx);
  if (sc->buf == NULL) {
    sc->buf = p;
    p = NULL;
  }
  mtx_unlock(&sc->mtx);
  if (p != NULL)
    free(p, M_DEVBUF);
}

void sx_ok(struct softc *sc) {
  sx_xlock(&sc->sx);
  sc->buf = malloc(64, M_DEVBUF, M_WAITOK);
  sx_xunlock(&sc->sx);
}

void giant_ok(struct softc *sc) {
  mtx_lock(&Giant);
  sc->buf = malloc(64, M_DEVBUF, M_WAITOK);
  mtx_unlock(&Giant);
}
