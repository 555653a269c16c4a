/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: the entry points of the character device.
 */
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xsc.h"

static int
xsc_ioctl(dev_t dev, int cmd, intptr_t arg, int mode, cred_t *credp,
    int *rvalp)
{
	xsc_t *xs = ddi_get_soft_state(xsc_state, (int)getminor(dev));

	if (xs == NULL)
		return (ENXIO);
	switch (cmd) {
	case XSC_PING:
		if (arg < 0 || arg >= XSC_NTARGET)
			return (EINVAL);
		return (xsc_ping(xs, (uint_t)arg));
	case XSC_TRIM:
		xsc_pool_trim(xs);
		return (0);
	case XSC_RESCAN:
		xsc_scan(xs);
		return (0);
	default:
		return (ENOTTY);
	}
}

struct cb_ops xsc_cb_ops = {
	.cb_ioctl = xsc_ioctl,
	.cb_flag = D_NEW | D_MP,
	.cb_rev = CB_REV,
};
