/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * hsen: attaching and detaching.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/bus.h>
#include <sys/errno.h>

#include "hsenvar.h"

static devclass_t hsen_devclass;

static int
hsen_probe(device_t dev)
{
	device_set_desc(dev, "Temperature sensor hub");
	return (0);
}

static int
hsen_attach(device_t dev)
{
	struct hsen_softc *sc = device_get_softc(dev);
	int i, rid;

	sc->sc_dev = dev;
	rid = 0;
	sc->sc_mem = bus_alloc_resource_any(dev, SYS_RES_MEMORY, &rid,
	    RF_ACTIVE);
	if (sc->sc_mem == NULL)
		return (ENXIO);
	mtx_init(&sc->sc_mtx, "hsen hub", NULL, MTX_DEF);
	for (i = 0; i < HSEN_NSENSOR; i++) {
		sc->sc_sensor[i].s_hub = sc;
		sc->sc_sensor[i].s_number = i;
		sc->sc_sensor[i].s_limit = 700;
		hsen_poll_start(&sc->sc_sensor[i]);
	}
	sc->sc_cdev = make_dev(&hsen_cdevsw, device_get_unit(dev), UID_ROOT,
	    GID_OPERATOR, 0660, "hsen%d", device_get_unit(dev));
	sc->sc_cdev->si_drv1 = sc;
	return (0);
}

static int
hsen_detach(device_t dev)
{
	struct hsen_softc *sc = device_get_softc(dev);
	int i;

	destroy_dev(sc->sc_cdev);
	for (i = 0; i < HSEN_NSENSOR; i++)
		hsen_poll_stop(&sc->sc_sensor[i]);
	mtx_destroy(&sc->sc_mtx);
	bus_release_resource(dev, SYS_RES_MEMORY, 0, sc->sc_mem);
	return (0);
}

static device_method_t hsen_methods[] = {
	DEVMETHOD(device_probe, hsen_probe),
	DEVMETHOD(device_attach, hsen_attach),
	DEVMETHOD(device_detach, hsen_detach),
	{ NULL, NULL }
};

static driver_t hsen_driver = {
	"hsen",
	hsen_methods,
	sizeof(struct hsen_softc)
};

DRIVER_MODULE(hsen, isa, hsen_driver, hsen_devclass, NULL, 0);
