/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: the interrupt handlers.
 */
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

/* Takes from the card what it reports. The caller holds xd_lock. */
static void
xdaq_service(xdaq_t *xd, uint32_t status)
{
	uint32_t count;

	if (status & XDAQ_ST_PLAYED)
		xd->xd_flags &= ~XDAQ_BUSY;
	if (status & XDAQ_ST_SAMPLES) {
		for (count = XDAQ_GET(xd, XDAQ_COUNT); count != 0; count--) {
			xd->xd_ring[xd->xd_head % XDAQ_RING] =
			    XDAQ_GET(xd, XDAQ_DATA);
			xd->xd_head++;
		}
	}
	cv_broadcast(&xd->xd_cv);
}

uint_t
xdaq_intr(caddr_t arg1, caddr_t arg2)
{
	xdaq_t *xd = (xdaq_t *)arg1;
	uint32_t status;

	status = XDAQ_GET(xd, XDAQ_STATUS);
	if (status == 0)
		return (DDI_INTR_UNCLAIMED);
	XDAQ_PUT(xd, XDAQ_STATUS, status);
	mutex_enter(&xd->xd_lock);
	xdaq_service(xd, status);
	mutex_exit(&xd->xd_lock);
	return (DDI_INTR_CLAIMED);
}

/* Waits until a reader has made room in the ring. */
static void
xdaq_wait_room(xdaq_t *xd)
{
	while (xd->xd_head - xd->xd_tail > XDAQ_RING / 2)
		cv_wait(&xd->xd_cv, &xd->xd_lock);	/* expect: sleep-in-interrupt */
}

uint_t
xdaq_hi_intr(caddr_t arg1, caddr_t arg2)
{
	xdaq_t *xd = (xdaq_t *)arg1;
	uint32_t status;

	status = XDAQ_GET(xd, XDAQ_STATUS);
	if (status == 0)
		return (DDI_INTR_UNCLAIMED);
	XDAQ_PUT(xd, XDAQ_STATUS, status);
	mutex_enter(&xd->xd_lock);	/* expect: high-level-mutex */
	xdaq_wait_room(xd);
	xdaq_service(xd, status);
	mutex_exit(&xd->xd_lock);
	return (DDI_INTR_CLAIMED);
}
