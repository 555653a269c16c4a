/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ulog: the USB transfers and the watchdog that restarts a stuck logger.
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
#include <sys/taskqueue.h>
#include <sys/bus.h>

#include <dev/usb/usbdi.h>

#include "ulogvar.h"

#define	ULOG_TIMEOUT	5		/* seconds */

/* A block has arrived, or has failed to. The USB stack holds Giant. */
static void
ulog_rx_done(usbd_xfer_handle xfer, usbd_private_handle priv,
    usbd_status status)
{
	struct ulog_softc *sc = priv;
	u_int32_t len;

	usbd_get_xfer_status(xfer, NULL, NULL, &len, NULL);
	mtx_lock(&sc->sc_mtx);
	sc->sc_pending--;
	wakeup(&sc->sc_pending);
	if (status != USBD_NORMAL_COMPLETION) {
		STAILQ_INSERT_TAIL(&sc->sc_freeq, sc->sc_rxbuf, b_link);
		sc->sc_rxbuf = NULL;
		device_printf(sc->sc_dev, "receive: %s\n",
		    usbd_errstr(status));
		goto out;
	}
	sc->sc_rxbuf->b_len = len;
	STAILQ_INSERT_TAIL(&sc->sc_rxq, sc->sc_rxbuf, b_link);
	sc->sc_rxbuf = NULL;
	wakeup(&sc->sc_rxq);
out:
	mtx_unlock(&sc->sc_mtx);
}

/* Fetches a block, unless one is being fetched or no buffer is free. */
void
ulog_rx_start(struct ulog_softc *sc)
{
	struct ulog_buf *bp;
	usbd_status err;

	mtx_lock(&sc->sc_mtx);
	bp = STAILQ_FIRST(&sc->sc_freeq);
	if (bp == NULL || sc->sc_rxbuf != NULL) {
		mtx_unlock(&sc->sc_mtx);
		return;
	}
	STAILQ_REMOVE_HEAD(&sc->sc_freeq, b_link);
	sc->sc_rxbuf = bp;
	sc->sc_pending++;
	sc->sc_started = ticks;
	mtx_unlock(&sc->sc_mtx);

	mtx_lock(&Giant);
	usbd_setup_xfer(sc->sc_rxxfer, sc->sc_rxpipe, sc, bp->b_data,
	    ULOG_BLOCK, USBD_SHORT_XFER_OK, USBD_NO_TIMEOUT, ulog_rx_done);
	err = usbd_transfer(sc->sc_rxxfer);
	mtx_unlock(&Giant);
	if (err == USBD_NORMAL_COMPLETION || err == USBD_IN_PROGRESS)
		return;

	device_printf(sc->sc_dev, "start: %s\n", usbd_errstr(err));
	mtx_lock(&sc->sc_mtx);
	STAILQ_INSERT_TAIL(&sc->sc_freeq, bp, b_link);
	sc->sc_rxbuf = NULL;
	sc->sc_pending--;
	wakeup(&sc->sc_pending);
	mtx_unlock(&sc->sc_mtx);
}

/* Sends a block and waits until it is sent; one thread at a time. */
int
ulog_tx(struct ulog_softc *sc, struct ulog_buf *bp)
{
	usbd_status err;

	sx_xlock(&sc->sc_txsx);
	mtx_lock(&Giant);
	usbd_setup_xfer(sc->sc_txxfer, sc->sc_txpipe, sc, bp->b_data,
	    bp->b_len, 0, USBD_DEFAULT_TIMEOUT, NULL);
	err = usbd_sync_transfer(sc->sc_txxfer);	/* its sleep drops Giant */
	mtx_unlock(&Giant);
	sx_xunlock(&sc->sc_txsx);
	if (err != USBD_NORMAL_COMPLETION)
		return (err == USBD_TIMEOUT ? ETIMEDOUT : EIO);
	return (0);
}

/*
 * Every second: a transfer that takes too long means a stuck logger. A callout
 * must not sleep, so a thread does the reset. The callout code holds sc_mtx.
 */
static void
ulog_watchdog(void *arg)
{
	struct ulog_softc *sc = arg;

	mtx_assert(&sc->sc_mtx, MA_OWNED);
	if (sc->sc_pending != 0 &&
	    ticks - sc->sc_started > ULOG_TIMEOUT * hz)
		taskqueue_enqueue(taskqueue_thread, &sc->sc_resettask);
	callout_reset(&sc->sc_watchdog, hz, ulog_watchdog, sc);
}

int
ulog_xfer_setup(struct ulog_softc *sc)
{
	usbd_status err;

	err = usbd_open_pipe(sc->sc_iface, UE_DIR_IN | ULOG_EP_RX,
	    USBD_EXCLUSIVE_USE, &sc->sc_rxpipe);
	if (err != USBD_NORMAL_COMPLETION)
		return (EIO);
	err = usbd_open_pipe(sc->sc_iface, UE_DIR_OUT | ULOG_EP_TX,
	    USBD_EXCLUSIVE_USE, &sc->sc_txpipe);
	if (err != USBD_NORMAL_COMPLETION)
		return (EIO);
	sc->sc_rxxfer = usbd_alloc_xfer(sc->sc_udev);
	sc->sc_txxfer = usbd_alloc_xfer(sc->sc_udev);
	if (sc->sc_rxxfer == NULL || sc->sc_txxfer == NULL)
		return (ENOMEM);
	mtx_lock(&sc->sc_mtx);
	callout_reset(&sc->sc_watchdog, hz, ulog_watchdog, sc);
	mtx_unlock(&sc->sc_mtx);
	return (0);
}

void
ulog_xfer_teardown(struct ulog_softc *sc)
{
	callout_drain(&sc->sc_watchdog);
	taskqueue_drain(taskqueue_thread, &sc->sc_resettask);
	if (sc->sc_rxpipe != NULL) {
		usbd_abort_pipe(sc->sc_rxpipe);
		usbd_close_pipe(sc->sc_rxpipe);
	}
	if (sc->sc_txpipe != NULL) {
		usbd_abort_pipe(sc->sc_txpipe);
		usbd_close_pipe(sc->sc_txpipe);
	}
	if (sc->sc_rxxfer != NULL)
		usbd_free_xfer(sc->sc_rxxfer);
	if (sc->sc_txxfer != NULL)
		usbd_free_xfer(sc->sc_txxfer);
}
