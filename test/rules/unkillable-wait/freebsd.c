// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

struct cdevsw {
  int d_flags;
  int (*d_close)(void *dev, int fflag, int devtype, struct thread *td);
};
int bus_setup_intr(device_t dev, struct resource *r, int flags, int (*filter)(void *), void (*handler)(void *), void *arg, void **cookiep);

struct demo {
  struct mtx mtx;
  struct callout watch;
  int busy, draining, signalled, limited, users;
} softc;

static void intr(void *arg) {
  struct demo *sc = arg;

  mtx_lock(&sc->mtx);
  sc->busy = sc->draining = 0;
  wakeup(&sc->busy);
  wakeup(&sc->draining);
  wakeup(&sc->signalled);
  wakeup(&sc->limited);
  mtx_unlock(&sc->mtx);
}

static void watch(void *arg) {
  struct demo *sc = arg;

  mtx_lock(&sc->mtx);
  sc->draining = 0;
  wakeup(&sc->draining);
  mtx_unlock(&sc->mtx);
}

void attach(struct demo *sc, device_t dev, struct resource *irq, void **ih) {
  bus_setup_intr(dev, irq, 0x200, NULL, intr, sc, ih);
  callout_reset(&sc->watch, 100, watch, sc);
}

static int close_bad(void *dev, int fflag, int devtype, struct thread *td) {
  struct demo *sc = &softc;

  mtx_lock(&sc->mtx);
  while (sc->busy)
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0); // expect: unkillable-wait
  mtx_unlock(&sc->mtx);
  return (0);
}

// A callout wakes it, too.
static int close_watched(void *dev, int fflag, int devtype, struct thread *td) {
  struct demo *sc = &softc;

  mtx_lock(&sc->mtx);
  while (sc->draining)
    msleep(&sc->draining, &sc->mtx, 0, "drain", 0);
  mtx_unlock(&sc->mtx);
  return (0);
}

// A signal ends it, and so does time.
static int close_ends(void *dev, int fflag, int devtype, struct thread *td) {
  struct demo *sc = &softc;

  mtx_lock(&sc->mtx);
  while (sc->busy)
    if (msleep(&sc->signalled, &sc->mtx, PCATCH, "busy", 0))
      break;
  while (sc->busy)
    if (msleep(&sc->limited, &sc->mtx, 0, "busy", 100))
      break;
  mtx_unlock(&sc->mtx);
  return (0);
}

// Another thread wakes it.
static int close_users(void *dev, int fflag, int devtype, struct thread *td) {
  struct demo *sc = &softc;

  mtx_lock(&sc->mtx);
  while (sc->users)
    msleep(&sc->users, &sc->mtx, 0, "users", 0);
  mtx_unlock(&sc->mtx);
  return (0);
}

static int purge(void *dev, int fflag, int devtype, struct thread *td) {
  wakeup(&softc.users);
  return (0);
}

static struct cdevsw devs[] = {
    {0, close_bad}, {0, close_watched}, {0, close_ends}, {0, close_users}, {0, purge}};
