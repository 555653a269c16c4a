// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/bus.h>

struct softc {
  device_t dev;
  struct resource *irq;
  void *ih;
  struct mtx mtx;
  int n;
};

static int filter(void *arg) { return (FILTER_SCHEDULE_THREAD); }

static void handler(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}

int attach_bad(struct softc *sc) {
  return (bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET, NULL, // expect: giant-handler
                         handler, sc, &sc->ih));
}

int with_filter_bad(struct softc *sc) {
  int error;

  error = bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET | INTR_EXCL, // expect: giant-handler
                         filter, handler, sc, &sc->ih);
  return (error);
}

int variable_bad(struct softc *sc) {
  int flags = INTR_TYPE_NET;

  return (bus_setup_intr(sc->dev, sc->irq, flags, NULL, handler, sc, // expect: giant-handler
                         &sc->ih));
}

// Not on the way on which a tunable is off.
int sometimes_bad(struct softc *sc, int mpsafe) {
  int flags = INTR_TYPE_NET;

  if (mpsafe)
    flags |= INTR_MPSAFE;
  return (bus_setup_intr(sc->dev, sc->irq, flags, NULL, handler, sc, // expect: giant-handler
                         &sc->ih));
}

int mpsafe_ok(struct softc *sc) {
  return (bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET | INTR_MPSAFE, filter,
                         handler, sc, &sc->ih));
}

int mpsafe_variable_ok(struct softc *sc) {
  int flags = INTR_TYPE_NET;

  flags |= INTR_MPSAFE;
  return (bus_setup_intr(sc->dev, sc->irq, flags, NULL, handler, sc, &sc->ih));
}

// A filter alone never runs under Giant.
int filter_only_ok(struct softc *sc) {
  return (bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET, filter, NULL, sc,
                         &sc->ih));
}
