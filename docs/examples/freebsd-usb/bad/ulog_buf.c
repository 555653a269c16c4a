/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ulog: the blocks of samples and the queue of free ones.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/malloc.h>
#include <sys/queue.h>
#include <sys/callout.h>
#include <sys/bus.h>

#include <dev/usb/usbdi.h>

#include "ulogvar.h"

/* Returns a free block, a new one when all are in use. */
struct ulog_buf *
ulog_buf_get(struct ulog_softc *sc)
{
	struct ulog_buf *bp;

	bp = STAILQ_FIRST(&sc->sc_freeq);
	if (bp != NULL)
		STAILQ_REMOVE_HEAD(&sc->sc_freeq, b_link);
	else
		bp = malloc(sizeof(*bp), M_ULOG, M_WAITOK);
	bp->b_len = 0;
	return (bp);
}

void
ulog_buf_put(struct ulog_softc *sc, struct ulog_buf *bp)
{
	mtx_lock(&sc->sc_mtx);
	STAILQ_INSERT_TAIL(&sc->sc_freeq, bp, b_link);
	mtx_unlock(&sc->sc_mtx);
}

int
ulog_buf_setup(struct ulog_softc *sc)
{
	struct ulog_buf *bp;
	int i;

	STAILQ_INIT(&sc->sc_freeq);
	STAILQ_INIT(&sc->sc_rxq);
	for (i = 0; i < ULOG_NBUF; i++) {
		bp = malloc(sizeof(*bp), M_ULOG, M_WAITOK | M_ZERO);
		ulog_buf_put(sc, bp);
	}
	return (0);
}

static void
ulog_buf_free(struct ulog_bufq *q)
{
	struct ulog_buf *bp;

	while ((bp = STAILQ_FIRST(q)) != NULL) {
		STAILQ_REMOVE_HEAD(q, b_link);
		free(bp, M_ULOG);
	}
}

/* Nothing else runs any more. */
void
ulog_buf_teardown(struct ulog_softc *sc)
{
	if (sc->sc_rxbuf != NULL)
		free(sc->sc_rxbuf, M_ULOG);
	ulog_buf_free(&sc->sc_rxq);
	ulog_buf_free(&sc->sc_freeq);
}
