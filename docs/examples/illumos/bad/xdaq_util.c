/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: resetting the card and counting.
 */
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

void
xdaq_reset(xdaq_t *xd)
{
	mutex_enter(&xd->xd_lock);
	XDAQ_PUT(xd, XDAQ_CTRL, XDAQ_CT_RESET);
	xd->xd_head = xd->xd_tail = 0;
	xd->xd_flags &= ~XDAQ_BUSY;
	cv_broadcast(&xd->xd_cv);
	mutex_exit(&xd->xd_lock);
}

void
xdaq_get_stats(xdaq_t *xd, xdaq_stats_t *stats)
{
	mutex_enter(&xd->xd_statlock);
	stats->xs_read = xd->xd_nread;
	stats->xs_played = xd->xd_nplayed;
	mutex_enter(&xd->xd_lock);
	stats->xs_queued = xd->xd_head - xd->xd_tail;
	mutex_exit(&xd->xd_lock);
	mutex_exit(&xd->xd_statlock);
}
