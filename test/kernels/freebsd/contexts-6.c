// Up to FreeBSD 6 there is no filter argument, but a flag; up to FreeBSD 7 USB
// requests have no mutex to drop.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_intr_t *handler, void *arg, void **cookiep);
usbd_status usbd_do_request(usbd_device_handle dev, void *req, void *data);
usbd_status usbd_do_request_flags(usbd_device_handle dev, void *req, void *data, unsigned short flags, int *actlen, unsigned timeout);

#define INTR(reg) static void HANDLER(void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define FAST(reg) static void HANDLER(void *arg) { mtx_lock(&((struct softc *)arg)->mtx); mtx_unlock(&((struct softc *)arg)->mtx); } void FN(struct softc *sc) { reg; }
INTR(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, sc, &sc->cookie)) // expect: sleep-in-interrupt
FAST(bus_setup_intr(sc->dev, sc->irq, INTR_FAST | INTR_MPSAFE, HANDLER, sc, &sc->cookie)) // expect: high-level-mutex
static void intr(void *arg) {}
PAIR(, bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET, intr, sc, &sc->cookie)) // expect: giant-handler
UNDER(usbd_do_request(0, 0, 0)) // expect: sleep-under-lock
UNDER(usbd_do_request_flags(0, 0, 0, 0, 0, 100)) // expect: sleep-under-lock
