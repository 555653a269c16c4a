/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * swx: attaching, detaching and the interrupt.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/taskqueue.h>
#include <sys/conf.h>
#include <sys/ioccom.h>
#include <sys/bus.h>
#include <sys/errno.h>

#include "swxvar.h"

static devclass_t swx_devclass;

static int
swx_probe(device_t dev)
{
	device_set_desc(dev, "Four-port switch");
	return (0);
}

/* A link has changed. Reading which takes long: a thread does it. */
static void
swx_intr(void *arg)
{
	struct swx_softc *sc = arg;

	bus_write_4(sc->sc_mem, SWX_INTR, 0);
	taskqueue_enqueue(taskqueue_thread, &sc->sc_polltask);
}

static void
swx_release(struct swx_softc *sc)
{
	int i;

	if (sc->sc_ih != NULL)
		bus_teardown_intr(sc->sc_dev, sc->sc_irq, sc->sc_ih);
	taskqueue_drain(taskqueue_thread, &sc->sc_polltask);
	if (sc->sc_irq != NULL)
		bus_release_resource(sc->sc_dev, SYS_RES_IRQ, 0, sc->sc_irq);
	if (sc->sc_mem != NULL)
		bus_release_resource(sc->sc_dev, SYS_RES_MEMORY, 0,
		    sc->sc_mem);
	for (i = 0; i < SWX_NPORT; i++)
		mtx_destroy(&sc->sc_port[i].p_mtx);
	mtx_destroy(&sc->sc_busmtx);
}

static int
swx_attach(device_t dev)
{
	struct swx_softc *sc = device_get_softc(dev);
	int error, i, rid;

	sc->sc_dev = dev;
	sc->sc_client = &swx_link_client;
	mtx_init(&sc->sc_busmtx, "swx bus", NULL, MTX_DEF);
	for (i = 0; i < SWX_NPORT; i++) {
		sc->sc_port[i].p_sc = sc;
		sc->sc_port[i].p_number = i;
		mtx_init(&sc->sc_port[i].p_mtx, "swx port", NULL, MTX_DEF);
	}
	TASK_INIT(&sc->sc_polltask, 0, swx_bus_poll, sc);

	rid = 0;
	sc->sc_mem = bus_alloc_resource_any(dev, SYS_RES_MEMORY, &rid,
	    RF_ACTIVE);
	rid = 0;
	sc->sc_irq = bus_alloc_resource_any(dev, SYS_RES_IRQ, &rid,
	    RF_ACTIVE | RF_SHAREABLE);
	if (sc->sc_mem == NULL || sc->sc_irq == NULL) {
		error = ENXIO;
		goto fail;
	}
	error = bus_setup_intr(dev, sc->sc_irq, INTR_TYPE_NET | INTR_MPSAFE,
	    NULL, swx_intr, sc, &sc->sc_ih);
	if (error != 0)
		goto fail;
	sc->sc_cdev = make_dev(&swx_cdevsw, device_get_unit(dev), UID_ROOT,
	    GID_OPERATOR, 0660, "swx%d", device_get_unit(dev));
	sc->sc_cdev->si_drv1 = sc;
	return (0);

fail:
	swx_release(sc);
	return (error);
}

static int
swx_detach(device_t dev)
{
	struct swx_softc *sc = device_get_softc(dev);

	destroy_dev(sc->sc_cdev);
	swx_release(sc);
	return (0);
}

static device_method_t swx_methods[] = {
	DEVMETHOD(device_probe, swx_probe),
	DEVMETHOD(device_attach, swx_attach),
	DEVMETHOD(device_detach, swx_detach),
	{ NULL, NULL }
};

static driver_t swx_driver = {
	"swx",
	swx_methods,
	sizeof(struct swx_softc)
};

DRIVER_MODULE(swx, pci, swx_driver, swx_devclass, NULL, 0);
