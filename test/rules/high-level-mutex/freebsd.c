// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/rwlock.h>
#include <sys/bus.h>

struct softc {
  device_t dev;
  struct resource *irq;
  void *ih;
  struct mtx mtx, spin;
  struct rwlock rw;
  int n;
};

static int filter_bad(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx); // expect: high-level-mutex
  sc->n++;
  mtx_unlock(&sc->mtx);
  return (FILTER_HANDLED);
}

static void count(struct softc *sc) {
  mtx_lock(&sc->mtx); // expect: high-level-mutex
  sc->n++;
  mtx_unlock(&sc->mtx);
}

static void count_if(struct softc *sc, int on) {
  if (on)
    count(sc);
}

static int filter_helper_bad(void *arg) {
  count_if(arg, 1);
  return (FILTER_SCHEDULE_THREAD);
}

static int filter_rwlock_bad(void *arg) {
  struct softc *sc = arg;

  rw_rlock(&sc->rw); // expect: high-level-mutex
  rw_runlock(&sc->rw);
  return (FILTER_HANDLED);
}

static int filter_spin_ok(void *arg) {
  struct softc *sc = arg;

  mtx_lock_spin(&sc->spin);
  sc->n++;
  mtx_unlock_spin(&sc->spin);
  return (FILTER_SCHEDULE_THREAD);
}

static int filter_try_ok(void *arg) {
  struct softc *sc = arg;

  if (!mtx_trylock(&sc->mtx))
    return (FILTER_SCHEDULE_THREAD);
  sc->n++;
  mtx_unlock(&sc->mtx);
  return (FILTER_HANDLED);
}

// An interrupt thread may block on a mutex.
static void thread_ok(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}

int attach(struct softc *sc) {
  int flags = INTR_TYPE_MISC | INTR_MPSAFE;

  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->spin, "spin", NULL, MTX_SPIN);
  rw_init(&sc->rw, "rw");
  if (bus_setup_intr(sc->dev, sc->irq, flags, filter_bad, NULL, sc, &sc->ih))
    return (ENXIO);
  if (bus_setup_intr(sc->dev, sc->irq, flags, filter_helper_bad, NULL, sc,
                     &sc->ih))
    return (ENXIO);
  if (bus_setup_intr(sc->dev, sc->irq, flags, filter_rwlock_bad, NULL, sc,
                     &sc->ih))
    return (ENXIO);
  if (bus_setup_intr(sc->dev, sc->irq, flags, filter_try_ok, NULL, sc, &sc->ih))
    return (ENXIO);
  return (bus_setup_intr(sc->dev, sc->irq, flags, filter_spin_ok, thread_ok, sc,
                         &sc->ih));
}
