// Handlers and the contexts in which the calls that name them have them run.
// That an interrupt's thread sleeps is advice: its kernel lets it.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

#define LATER(reg) static void HANDLER(void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
LATER(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, sc, &sc->cookie, NULL)) // expect: sleep-in-interrupt
LATER(bus_setup_intr_descr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, sc, &sc->cookie, NULL, "d")) // expect: sleep-in-interrupt
// What is kept for interrupts does not wait.
#define MEMORY(how) static void HANDLER(void *arg) { struct softc *sc = arg; sc->cookie = kmalloc(8, 0, how); } void FN(struct softc *sc) { bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, sc, &sc->cookie, NULL); }
MEMORY(M_INTWAIT)
MEMORY(M_WAITOK) // expect: sleep-in-interrupt
// Callouts may sleep.
LATER(callout_reset(&sc->callout, 1, HANDLER, sc))
// To wait for one is to block, not to sleep.
#define INTR(...) static void HANDLER(void *arg) { struct softc *sc = arg; __VA_ARGS__; } void FN(struct softc *sc) { bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, sc, &sc->cookie, NULL); }
INTR(callout_cancel(&sc->callout))
LATER(kthread_create(HANDLER, sc, 0, "t"))

static void later(void *arg) {}
UNDER(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, later, sc, &sc->cookie, NULL)) // expect: sleep-under-lock
PAIR(, bus_setup_intr(sc->dev, sc->irq, 0, later, sc, &sc->cookie, NULL)) // expect: giant-handler
UNDER(bus_teardown_intr(sc->dev, sc->irq, sc->cookie)) // expect: sleep-under-lock
UNDER(callout_drain(&sc->callout)) // expect: sleep-under-lock
UNDER(callout_cancel(&sc->callout)) // expect: sleep-under-lock
UNDER(callout_terminate(&sc->callout)) // expect: sleep-under-lock
UNDER(taskqueue_drain(sc->tq, &sc->task)) // expect: sleep-under-lock
UNDER(taskqueue_drain_timeout(sc->tq, &sc->ttask)) // expect: sleep-under-lock
UNDER(kthread_create(later, sc, 0, "t")) // expect: sleep-under-lock
UNDER(lwkt_create(later, sc, 0, 0, 0, 0, "t")) // expect: sleep-under-lock
UNDER(callout_reset(&sc->callout, 1, later, sc))

// The serializer is held on the call, however its name came to the registration.
struct ifnet { struct lwkt_serialize *if_serializer; };
struct slz_softc { struct ifnet ifnet; device_t dev; struct resource *irq; void *cookie; };
static void slz_intr(void *arg) {
  struct ifnet *ifp = &((struct slz_softc *)arg)->ifnet;

  lwkt_serialize_enter(ifp->if_serializer); // expect: recursive-lock
  lwkt_serialize_exit(ifp->if_serializer);
}
void slz_attach(struct slz_softc *sc) {
  struct ifnet *ifp = &sc->ifnet;

  bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, slz_intr, sc, &sc->cookie, ifp->if_serializer);
}
