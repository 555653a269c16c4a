/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: the entry points of the character device.
 */
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/kmem.h>
#include <sys/uio.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

static int
xdaq_open(dev_t *devp, int flag, int otyp, cred_t *credp)
{
	if (otyp != OTYP_CHR)
		return (EINVAL);
	if (ddi_get_soft_state(xdaq_state, (int)getminor(*devp)) == NULL)
		return (ENXIO);
	return (0);
}

static int
xdaq_close(dev_t dev, int flag, int otyp, cred_t *credp)
{
	return (0);
}

/* Returns the samples that are there, at least one. */
static int
xdaq_read(dev_t dev, struct uio *uiop, cred_t *credp)
{
	xdaq_t *xd = ddi_get_soft_state(xdaq_state, (int)getminor(dev));
	uint32_t buf[64];
	size_t max, n;

	if (xd == NULL)
		return (ENXIO);
	max = (size_t)uiop->uio_resid / sizeof (buf[0]);
	if (max > 64)
		max = 64;

	mutex_enter(&xd->xd_lock);
	if (xd->xd_head == xd->xd_tail)
		cv_wait(&xd->xd_cv, &xd->xd_lock);	/* expect: wait-not-in-loop */
	for (n = 0; n < max && xd->xd_head != xd->xd_tail; n++) {
		buf[n] = xd->xd_ring[xd->xd_tail % XDAQ_RING];
		xd->xd_tail++;
	}
	mutex_enter(&xd->xd_statlock);	/* expect: lock-order */
	xd->xd_nread += n;
	mutex_exit(&xd->xd_statlock);
	cv_broadcast(&xd->xd_cv);
	mutex_exit(&xd->xd_lock);

	return (uiomove(buf, n * sizeof (buf[0]), UIO_READ, uiop));
}

/* Plays one buffer, after the one before it. */
static int
xdaq_write(dev_t dev, struct uio *uiop, cred_t *credp)
{
	xdaq_t *xd = ddi_get_soft_state(xdaq_state, (int)getminor(dev));
	uint32_t buf[XDAQ_OUT];
	size_t i, n;
	int error;

	if (xd == NULL)
		return (ENXIO);
	n = (size_t)uiop->uio_resid / sizeof (buf[0]);
	if (n > XDAQ_OUT)
		n = XDAQ_OUT;
	error = uiomove(buf, n * sizeof (buf[0]), UIO_WRITE, uiop);
	if (error != 0)
		return (error);

	mutex_enter(&xd->xd_iolock);
	mutex_enter(&xd->xd_lock);
	while (xd->xd_flags & XDAQ_BUSY)
		cv_wait(&xd->xd_cv, &xd->xd_lock);	/* expect: sleep-under-lock */
	xd->xd_flags |= XDAQ_BUSY;
	for (i = 0; i < n; i++)
		XDAQ_PUT(xd, XDAQ_DATA, buf[i]);
	XDAQ_PUT(xd, XDAQ_CTRL, XDAQ_CT_PLAY);
	mutex_exit(&xd->xd_lock);
	mutex_exit(&xd->xd_iolock);

	mutex_enter(&xd->xd_statlock);
	xd->xd_nplayed += n;
	mutex_exit(&xd->xd_statlock);
	return (0);
}

static int
xdaq_set_table(xdaq_t *xd, intptr_t arg, int mode)
{
	mutex_enter(&xd->xd_lock);
	if (xd->xd_table == NULL)
		xd->xd_table = kmem_alloc(XDAQ_TABLE, KM_SLEEP);	/* expect: sleeping-alloc-under-lock */
	mutex_exit(&xd->xd_lock);

	if (ddi_copyin((void *)arg, xd->xd_table, XDAQ_TABLE, mode) != 0)
		return (EFAULT);
	return (0);
}

static int
xdaq_ioctl(dev_t dev, int cmd, intptr_t arg, int mode, cred_t *credp,
    int *rvalp)
{
	xdaq_t *xd = ddi_get_soft_state(xdaq_state, (int)getminor(dev));
	xdaq_stats_t stats;
	int error = 0;

	if (xd == NULL)
		return (ENXIO);
	switch (cmd) {
	case XDAQ_RESET:
		mutex_enter(&xd->xd_iolock);
		mutex_enter(&xd->xd_lock);
		xdaq_reset(xd);		/* expect: recursive-lock */
		mutex_exit(&xd->xd_lock);
		mutex_exit(&xd->xd_iolock);
		break;
	case XDAQ_GETSTATS:
		xdaq_get_stats(xd, &stats);
		if (ddi_copyout(&stats, (void *)arg, sizeof (stats), mode) != 0)
			error = EFAULT;
		break;
	case XDAQ_SETTABLE:
		error = xdaq_set_table(xd, arg, mode);
		break;
	default:
		error = ENOTTY;
		break;
	}
	return (error);
}

struct cb_ops xdaq_cb_ops = {
	.cb_open = xdaq_open,
	.cb_close = xdaq_close,
	.cb_read = xdaq_read,
	.cb_write = xdaq_write,
	.cb_ioctl = xdaq_ioctl,
	.cb_flag = D_NEW | D_MP,
	.cb_rev = CB_REV,
};
