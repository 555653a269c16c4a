/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: resetting the card and counting.
 */
#include <sys/types.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

/* For callers that have looked at the state, and so hold xd_lock. */
void
xdaq_reset_locked(xdaq_t *xd)
{
	ASSERT(MUTEX_HELD(&xd->xd_lock));
	XDAQ_PUT(xd, XDAQ_CTRL, XDAQ_CT_RESET);
	xd->xd_head = xd->xd_tail = 0;
	xd->xd_flags &= ~XDAQ_BUSY;
	cv_broadcast(&xd->xd_cv);
}

void
xdaq_get_stats(xdaq_t *xd, xdaq_stats_t *stats)
{
	mutex_enter(&xd->xd_lock);
	stats->xs_queued = xd->xd_head - xd->xd_tail;
	mutex_enter(&xd->xd_statlock);
	stats->xs_read = xd->xd_nread;
	stats->xs_played = xd->xd_nplayed;
	mutex_exit(&xd->xd_statlock);
	mutex_exit(&xd->xd_lock);
}
