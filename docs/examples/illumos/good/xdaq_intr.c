/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: the interrupt handlers.
 */
#include <sys/types.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

/* Takes from the card what it reports. The caller holds xd_lock. */
static void
xdaq_service(xdaq_t *xd, uint32_t status)
{
	uint32_t count, sample;

	ASSERT(MUTEX_HELD(&xd->xd_lock));
	if (status & XDAQ_ST_PLAYED)
		xd->xd_flags &= ~XDAQ_BUSY;
	if (status & XDAQ_ST_SAMPLES) {
		for (count = XDAQ_GET(xd, XDAQ_COUNT); count != 0; count--) {
			sample = XDAQ_GET(xd, XDAQ_DATA);
			if (xd->xd_head - xd->xd_tail == XDAQ_RING)
				continue;
			xd->xd_ring[xd->xd_head % XDAQ_RING] = sample;
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

/*
 * Above lock level: nothing here may block, and only spin mutexes may be
 * entered. What the ring has no room for is dropped, not waited for.
 */
uint_t
xdaq_hi_intr(caddr_t arg1, caddr_t arg2)
{
	xdaq_t *xd = (xdaq_t *)arg1;
	uint32_t status;
	int trigger;

	status = XDAQ_GET(xd, XDAQ_STATUS);
	if (status == 0)
		return (DDI_INTR_UNCLAIMED);
	XDAQ_PUT(xd, XDAQ_STATUS, status);

	mutex_enter(&xd->xd_hilock);
	xd->xd_histatus |= status;
	trigger = !xd->xd_softpending;
	xd->xd_softpending = 1;
	mutex_exit(&xd->xd_hilock);
	if (trigger)
		(void) ddi_intr_trigger_softint(xd->xd_soft, NULL);
	return (DDI_INTR_CLAIMED);
}

uint_t
xdaq_soft_intr(caddr_t arg1, caddr_t arg2)
{
	xdaq_t *xd = (xdaq_t *)arg1;
	uint32_t status;

	mutex_enter(&xd->xd_hilock);
	status = xd->xd_histatus;
	xd->xd_histatus = 0;
	xd->xd_softpending = 0;
	mutex_exit(&xd->xd_hilock);
	if (status == 0)
		return (DDI_INTR_UNCLAIMED);

	mutex_enter(&xd->xd_lock);
	xdaq_service(xd, status);
	mutex_exit(&xd->xd_lock);
	return (DDI_INTR_CLAIMED);
}
