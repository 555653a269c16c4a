/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: the interrupt handler.
 */
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xsc.h"

/* Takes what is done off the ring; each request had one page. */
uint_t
xsc_intr(caddr_t arg1, caddr_t arg2)
{
	xsc_t *xs = (xsc_t *)arg1;

	if ((XSC_GET(xs, XSC_STATUS) & XSC_ST_DONE) == 0)
		return (DDI_INTR_UNCLAIMED);
	XSC_PUT(xs, XSC_STATUS, XSC_ST_DONE);

	mutex_enter(&xs->xs_ringlock);
	while (xs->xs_tail != xs->xs_head &&
	    xs->xs_tail != XSC_GET(xs, XSC_BELL)) {
		xs->xs_tail++;
		xsc_pool_put(xs);
	}
	mutex_exit(&xs->xs_ringlock);
	return (DDI_INTR_CLAIMED);
}
