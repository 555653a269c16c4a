// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/errno.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/sx.h>

struct softc {
  struct mtx mtx;
  struct sx sx;
  int n;
};
int alloc_memory(struct softc *), alloc_irq(struct softc *);

// mtx_destroy(9) may be called by the owner, sx_destroy(9) may not.
void owner_good(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_destroy(&sc->mtx);
}

void owner_bad(struct softc *sc) {
  sx_xlock(&sc->sx);
  sx_destroy(&sc->sx); // expect: lock-lifetime
}

int attach_bad(struct softc *sc) {
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  if (alloc_memory(sc) != 0)
    return (ENXIO); // expect: lock-lifetime
  if (alloc_irq(sc) != 0) {
    mtx_destroy(&sc->mtx);
    return (ENXIO);
  }
  return (0);
}

static void detach(struct softc *sc) { mtx_destroy(&sc->mtx); }

int attach_good(struct softc *sc) {
  if (alloc_memory(sc) != 0)
    return (ENXIO);
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  if (alloc_irq(sc) != 0) {
    detach(sc);
    return (ENXIO);
  }
  return (0);
}

// The result is true, not an error.
int create_good(struct softc *sc) {
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  if (alloc_irq(sc) != 0) {
    mtx_destroy(&sc->mtx);
    return (0);
  }
  return (1);
}

void after_bad(struct softc *sc) {
  mtx_destroy(&sc->mtx);
  mtx_lock(&sc->mtx); // expect: lock-lifetime
  sc->n = 0;
  mtx_unlock(&sc->mtx);
}

void again_good(struct softc *sc) {
  mtx_destroy(&sc->mtx);
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  mtx_lock(&sc->mtx);
  sc->n = 0;
  mtx_unlock(&sc->mtx);
}
