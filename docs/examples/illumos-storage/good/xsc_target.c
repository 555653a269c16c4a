/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: the targets.
 */
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xsc.h"

/* Sends an empty request, which takes one page until it is done. */
int
xsc_ping(xsc_t *xs, uint_t n)
{
	xsc_target_t *xt = &xs->xs_target[n];
	int error = 0;

	if (!xsc_pool_get(xs))
		return (EAGAIN);
	mutex_enter(&xt->xt_lock);
	mutex_enter(&xs->xs_ringlock);
	if (!xt->xt_present) {
		error = ENXIO;
	} else if (xs->xs_head - xs->xs_tail == XSC_NRING) {
		error = EAGAIN;
	} else {
		xs->xs_ring[xs->xs_head % XSC_NRING] = n;
		xs->xs_head++;
		xt->xt_requests++;
		XSC_PUT(xs, XSC_BELL, xs->xs_head);
	}
	mutex_exit(&xs->xs_ringlock);
	mutex_exit(&xt->xt_lock);
	if (error != 0)
		xsc_pool_put(xs);
	return (error);
}
