/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ulog: attaching, detaching and the doorbell interrupt.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/kernel.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/malloc.h>
#include <sys/queue.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/taskqueue.h>
#include <sys/bus.h>
#include <sys/module.h>

#include <dev/usb/usbdi.h>

#include "ulogvar.h"

#define	ULOG_VENDOR	0x1d50
#define	ULOG_PRODUCT	0x0c0c

MALLOC_DEFINE(M_ULOG, "ulog", "ulog buffers");

static devclass_t ulog_devclass;

static int
ulog_match(device_t dev)
{
	struct usb_attach_arg *uaa = device_get_ivars(dev);

	if (uaa->vendor != ULOG_VENDOR || uaa->product != ULOG_PRODUCT)
		return (UMATCH_NONE);
	device_set_desc(dev, "Data logger");
	return (UMATCH_VENDOR_PRODUCT);
}

/*
 * The doorbell, in interrupt context: acknowledge it and let the interrupt
 * thread do the rest.
 */
static int
ulog_filter(void *arg)
{
	struct ulog_softc *sc = arg;
	u_int32_t status;

	status = bus_read_4(sc->sc_mem, ULOG_STATUS);
	if ((status & ULOG_ST_DOORBELL) == 0)
		return (FILTER_STRAY);
	bus_write_4(sc->sc_mem, ULOG_STATUS, status);

	mtx_lock_spin(&sc->sc_hwmtx);
	sc->sc_doorbells++;
	mtx_unlock_spin(&sc->sc_hwmtx);
	return (FILTER_SCHEDULE_THREAD);
}

static void
ulog_intr(void *arg)
{
	struct ulog_softc *sc = arg;
	u_int rings;

	mtx_lock_spin(&sc->sc_hwmtx);
	rings = sc->sc_doorbells;
	sc->sc_doorbells = 0;
	mtx_unlock_spin(&sc->sc_hwmtx);

	if (rings != 0)
		ulog_rx_start(sc);
}

/*
 * Resets the logger and waits until it is ready again. Sleeps; the watchdog
 * comes here through ulog_reset_task(). Two resets at a time would confuse the
 * logger, so the second waits for the first, and then has nothing to do.
 */
void
ulog_reset(struct ulog_softc *sc)
{
	mtx_lock(&sc->sc_mtx);
	if (sc->sc_flags & ULOG_RESETTING) {
		while (sc->sc_flags & ULOG_RESETTING)
			msleep(&sc->sc_flags, &sc->sc_mtx, PZERO, "ulogrw", 0);
		mtx_unlock(&sc->sc_mtx);
		return;
	}
	sc->sc_flags |= ULOG_RESETTING;
	bus_write_4(sc->sc_mem, ULOG_CTRL, ULOG_CT_RESET);
	while (bus_read_4(sc->sc_mem, ULOG_CTRL) & ULOG_CT_RESET)
		msleep(&sc->sc_started, &sc->sc_mtx, PZERO, "ulogrst",
		    hz / 100);
	bus_write_4(sc->sc_mem, ULOG_CTRL, ULOG_CT_ENABLE);
	sc->sc_flags &= ~ULOG_RESETTING;
	wakeup(&sc->sc_flags);
	mtx_unlock(&sc->sc_mtx);
}

static void
ulog_reset_task(void *context, int pending)
{
	struct ulog_softc *sc = context;

	ulog_reset(sc);
}

static void
ulog_release(struct ulog_softc *sc)
{
	if (sc->sc_ih != NULL)
		bus_teardown_intr(sc->sc_dev, sc->sc_irq, sc->sc_ih);
	ulog_xfer_teardown(sc);
	ulog_buf_teardown(sc);
	if (sc->sc_irq != NULL)
		bus_release_resource(sc->sc_dev, SYS_RES_IRQ, 0, sc->sc_irq);
	if (sc->sc_mem != NULL)
		bus_release_resource(sc->sc_dev, SYS_RES_MEMORY, 0,
		    sc->sc_mem);
	sx_destroy(&sc->sc_txsx);
	mtx_destroy(&sc->sc_hwmtx);
	mtx_destroy(&sc->sc_mtx);
}

static int
ulog_attach(device_t dev)
{
	struct usb_attach_arg *uaa = device_get_ivars(dev);
	struct ulog_softc *sc = device_get_softc(dev);
	int error, rid;

	sc->sc_dev = dev;
	sc->sc_udev = uaa->device;
	sc->sc_iface = uaa->iface;
	mtx_init(&sc->sc_mtx, device_get_nameunit(dev), NULL, MTX_DEF);
	mtx_init(&sc->sc_hwmtx, "ulog doorbell", NULL, MTX_SPIN);
	sx_init(&sc->sc_txsx, "ulog transmit");
	callout_init_mtx(&sc->sc_watchdog, &sc->sc_mtx, 0);
	TASK_INIT(&sc->sc_resettask, 0, ulog_reset_task, sc);

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
	error = ulog_buf_setup(sc);
	if (error != 0)
		goto fail;
	error = ulog_xfer_setup(sc);
	if (error != 0)
		goto fail;
	error = bus_setup_intr(dev, sc->sc_irq, INTR_TYPE_TTY | INTR_MPSAFE,
	    ulog_filter, ulog_intr, sc, &sc->sc_ih);
	if (error != 0)
		goto fail;

	ulog_reset(sc);
	sc->sc_cdev = make_dev(&ulog_cdevsw, device_get_unit(dev), UID_ROOT,
	    GID_OPERATOR, 0660, "ulog%d", device_get_unit(dev));
	sc->sc_cdev->si_drv1 = sc;
	return (0);

fail:
	ulog_release(sc);
	return (error);
}

static int
ulog_detach(device_t dev)
{
	struct ulog_softc *sc = device_get_softc(dev);

	mtx_lock(&sc->sc_mtx);
	if (sc->sc_flags & ULOG_OPEN) {
		mtx_unlock(&sc->sc_mtx);
		return (EBUSY);
	}
	sc->sc_flags |= ULOG_DYING;
	wakeup(&sc->sc_rxq);
	mtx_unlock(&sc->sc_mtx);

	destroy_dev(sc->sc_cdev);
	ulog_release(sc);
	return (0);
}

static device_method_t ulog_methods[] = {
	DEVMETHOD(device_probe, ulog_match),
	DEVMETHOD(device_attach, ulog_attach),
	DEVMETHOD(device_detach, ulog_detach),
	{ NULL, NULL }
};

static driver_t ulog_driver = {
	"ulog",
	ulog_methods,
	sizeof(struct ulog_softc)
};

DRIVER_MODULE(ulog, uhub, ulog_driver, ulog_devclass, usbd_driver_load, 0);
