/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: the pages of the card's memory.
 */
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xsc.h"

int
xsc_pool_get(xsc_t *xs)
{
	int got;

	mutex_enter(&xs->xs_poollock);
	got = xs->xs_pages != 0;
	if (got)
		xs->xs_pages--;
	mutex_exit(&xs->xs_poollock);
	return (got);
}

void
xsc_pool_put(xsc_t *xs)
{
	mutex_enter(&xs->xs_poollock);
	xs->xs_pages++;
	mutex_exit(&xs->xs_poollock);
}

/* Leaves the pages that are unused to the card's cache. */
void
xsc_pool_trim(xsc_t *xs)
{
	mutex_enter(&xs->xs_poollock);
	mutex_enter(&xs->xs_lock);
	XSC_PUT(xs, XSC_CMD, XSC_CM_GIVEBACK(xs->xs_pages));
	xs->xs_pages -= XSC_GET(xs, XSC_ANSWER);
	mutex_exit(&xs->xs_lock);
	mutex_exit(&xs->xs_poollock);
}
