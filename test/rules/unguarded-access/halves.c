// What an entry point and a handler of the hardware both change.
// RUN: %check-expect --arg=--level=advice --arg=--rules=unguarded-access %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// RUN: %locktidy check --level=advice --rules=unguarded-access --fail-on=never %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd \
// RUN:   | FileCheck %s
// RUN: %locktidy check --rules=unguarded-access %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd \
// RUN:   | count 0

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/bus.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/mutex.h>
#include <sys/uio.h>

struct request {
  int flags;
};

struct softc {
  struct mtx mtx, other;
  struct callout tick;
  struct resource *irq;
  void *ih;
  int count, also; // changed by both, without a lock
  int locked;      // by both, with one
  int crossed;     // by both, each with a lock of its own
  int reset;       // the handler only stores
  int setup;       // before there is a handler
  int mine;        // by the entry point only
  int shown;       // its address is given away
  int ticks;       // by the callout
};

static struct softc *the_sc;
struct request *foo_get(struct softc *sc);
void atomic_add_int(volatile int *p, int v);

static void foo_intr(void *arg) {
  struct softc *sc = arg;
  struct request *r = foo_get(sc);

  sc->count++;
  sc->also |= 1;
  mtx_lock(&sc->mtx);
  sc->locked++;
  mtx_unlock(&sc->mtx);
  mtx_lock(&sc->other);
  sc->crossed++;
  mtx_unlock(&sc->other);
  sc->reset = 0;
  sc->setup++;
  sc->shown++;
  r->flags |= 1;
}

static void foo_tick(void *arg) {
  struct softc *sc = arg;

  sc->ticks--;
}

// CHECK: halves.c:[[@LINE+8]]:{{[0-9]+}}: {{.*}}'sc->count' is changed here (entry point) and in 'foo_intr' (interrupt handler) with no lock in common{{.*}}
// CHECK: changed here, too
static int foo_read(struct cdev *dev, struct uio *uio, int ioflag) {
  struct softc *sc = the_sc;
  struct request *r = foo_get(sc);
  int s;

  s = spltty();
  sc->count--; // expect: unguarded-access
  sc->also &= ~1; // told with it
  splx(s);
  mtx_lock(&sc->mtx);
  sc->locked--;
  mtx_unlock(&sc->mtx);
  sc->reset++;
  sc->mine++;
  sc->shown--;
  atomic_add_int(&sc->shown, 1);
  r->flags &= ~1; // whose it is then, foo_get() says
  return (0);
}

static int foo_write(struct cdev *dev, struct uio *uio, int ioflag) {
  struct softc *sc = the_sc;

  mtx_lock(&sc->mtx);
  sc->crossed--; // expect: unguarded-access
  mtx_unlock(&sc->mtx);
  return (0);
}

static int foo_close(struct cdev *dev, int fflag, int devtype, struct thread *td) {
  struct softc *sc = the_sc;

  sc->ticks++; // expect: unguarded-access
  return (0);
}

static int foo_attach(device_t dev) {
  struct softc *sc = the_sc;

  sc->setup |= 2;
  callout_init(&sc->tick, 1);
  callout_reset(&sc->tick, 10, foo_tick, sc);
  return (bus_setup_intr(dev, sc->irq, INTR_TYPE_TTY | INTR_MPSAFE, NULL,
                         foo_intr, sc, &sc->ih));
}

static struct cdevsw foo_cdevsw = {
  .d_version = D_VERSION,
  .d_read = foo_read,
  .d_write = foo_write,
  .d_close = foo_close,
};

// The giant lock keeps the two apart, however each of them comes by it.
struct old {
  struct callout tick;
  struct resource *irq;
  void *ih;
  int count, ticks;
};

static struct old *the_old;

static void old_intr(void *arg) {
  struct old *o = arg;

  o->count++;
}

static void old_tick(void *arg) {
  struct old *o = arg;

  o->ticks++;
}

static int old_read(struct cdev *dev, struct uio *uio, int ioflag) {
  the_old->count--;
  the_old->ticks--;
  return (0);
}

static int old_attach(device_t dev) {
  struct old *o = the_old;

  callout_init(&o->tick, 0);
  callout_reset(&o->tick, 10, old_tick, o);
  return (bus_setup_intr(dev, o->irq, INTR_TYPE_TTY, NULL, old_intr, o, &o->ih));
}

static struct cdevsw old_cdevsw = {
  .d_version = D_VERSION,
  .d_flags = D_NEEDGIANT,
  .d_read = old_read,
};

static device_method_t methods[] = {
  DEVMETHOD(device_attach, foo_attach),
  DEVMETHOD(device_attach, old_attach),
};
