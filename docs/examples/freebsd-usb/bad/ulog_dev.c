/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ulog: /dev/ulogN. read() returns one block of samples, write() sends one
 * block of calibration data.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/malloc.h>
#include <sys/queue.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/ioccom.h>
#include <sys/uio.h>
#include <sys/bus.h>

#include <dev/usb/usbdi.h>

#include "ulogvar.h"

static int
ulog_open(struct cdev *dev, int oflags, int devtype, struct thread *td)
{
	struct ulog_softc *sc = dev->si_drv1;
	int error;

	error = 0;
	mtx_lock(&sc->sc_mtx);
	if (sc->sc_flags & ULOG_DYING)
		error = ENXIO;
	else if (sc->sc_flags & ULOG_OPEN)
		error = EBUSY;
	else
		sc->sc_flags |= ULOG_OPEN;
	mtx_unlock(&sc->sc_mtx);
	return (error);
}

/* Waits for the transfer in flight and lets the next one open. */
static int
ulog_close(struct cdev *dev, int fflag, int devtype, struct thread *td)
{
	struct ulog_softc *sc = dev->si_drv1;

	mtx_lock(&sc->sc_mtx);
	if (sc->sc_pending != 0)
		msleep(&sc->sc_pending, &sc->sc_mtx, PZERO, "ulogcl", 0); /* expect: wait-not-in-loop */
	sc->sc_flags &= ~ULOG_OPEN;
	mtx_unlock(&sc->sc_mtx);
	return (0);
}

static int
ulog_read(struct cdev *dev, struct uio *uio, int ioflag)
{
	struct ulog_softc *sc = dev->si_drv1;
	struct ulog_buf *bp;
	int error;

	mtx_lock(&sc->sc_mtx);
	while (STAILQ_EMPTY(&sc->sc_rxq)) {
		if (sc->sc_flags & ULOG_DYING) {
			mtx_unlock(&sc->sc_mtx);
			return (ENXIO);
		}
		if (ioflag & IO_NDELAY) {
			mtx_unlock(&sc->sc_mtx);
			return (EWOULDBLOCK);
		}
		error = tsleep(&sc->sc_rxq, PZERO | PCATCH, "ulogrd", 0); /* expect: sleep-under-lock */
		if (error != 0) {
			mtx_unlock(&sc->sc_mtx);
			return (error);
		}
	}
	bp = STAILQ_FIRST(&sc->sc_rxq);
	STAILQ_REMOVE_HEAD(&sc->sc_rxq, b_link);
	mtx_unlock(&sc->sc_mtx);

	error = uiomove(bp->b_data, MIN(bp->b_len, uio->uio_resid), uio);
	ulog_buf_put(sc, bp);
	return (error);
}

static int
ulog_write(struct cdev *dev, struct uio *uio, int ioflag)
{
	struct ulog_softc *sc = dev->si_drv1;
	struct ulog_buf *bp;
	int error;

	mtx_lock(&sc->sc_mtx);
	if (sc->sc_flags & ULOG_DYING) {
		mtx_unlock(&sc->sc_mtx);
		return (ENXIO);
	}
	bp = ulog_buf_get(sc);	/* expect: sleeping-alloc-under-lock */
	mtx_unlock(&sc->sc_mtx);

	bp->b_len = MIN(ULOG_BLOCK, uio->uio_resid);
	error = uiomove(bp->b_data, bp->b_len, uio);
	if (error == 0)
		error = ulog_tx(sc, bp);
	ulog_buf_put(sc, bp);
	return (error);
}

static int
ulog_ioctl(struct cdev *dev, u_long cmd, caddr_t data, int fflag,
    struct thread *td)
{
	struct ulog_softc *sc = dev->si_drv1;

	switch (cmd) {
	case ULOG_SETRATE:
		mtx_lock(&sc->sc_mtx);
		if (sc->sc_flags & ULOG_DYING)
			return (ENXIO);	/* expect: lock-leak */
		sc->sc_rate = *(int *)data;
		mtx_unlock(&sc->sc_mtx);
		break;
	case ULOG_GETRATE:
		mtx_lock(&sc->sc_mtx);
		*(int *)data = sc->sc_rate;
		mtx_unlock(&sc->sc_mtx);
		break;
	case ULOG_RESET:
		ulog_reset(sc);
		break;
	default:
		return (ENOTTY);
	}
	return (0);
}

struct cdevsw ulog_cdevsw = {
	.d_version =	D_VERSION,
	.d_name =	"ulog",
	.d_open =	ulog_open,
	.d_close =	ulog_close,
	.d_read =	ulog_read,
	.d_write =	ulog_write,
	.d_ioctl =	ulog_ioctl,
};
