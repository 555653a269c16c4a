/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: loading, attaching and detaching.
 */
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/kmem.h>
#include <sys/conf.h>
#include <sys/modctl.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xdaq.h"

void *xdaq_state;

static ddi_device_acc_attr_t xdaq_attr = {
	DDI_DEVICE_ATTR_V0, DDI_STRUCTURE_LE_ACC, DDI_STRICTORDER_ACC
};

/* Registers the handler that fits the priority of the card's interrupt. */
static int
xdaq_intr_setup(xdaq_t *xd)
{
	uint_t pri;
	int got, ret;

	if (ddi_intr_alloc(xd->xd_dip, &xd->xd_intr, DDI_INTR_TYPE_FIXED, 0, 1,
	    &got, DDI_INTR_ALLOC_NORMAL) != DDI_SUCCESS)
		return (DDI_FAILURE);
	if (ddi_intr_get_pri(xd->xd_intr, &pri) != DDI_SUCCESS) {
		(void) ddi_intr_free(xd->xd_intr);
		return (DDI_FAILURE);
	}

	mutex_init(&xd->xd_lock, NULL, MUTEX_DRIVER, NULL);
	if (pri >= ddi_intr_get_hilevel_pri())
		ret = ddi_intr_add_handler(xd->xd_intr, xdaq_hi_intr, xd, NULL);
	else
		ret = ddi_intr_add_handler(xd->xd_intr, xdaq_intr, xd, NULL);
	if (ret != DDI_SUCCESS) {
		mutex_destroy(&xd->xd_lock);
		(void) ddi_intr_free(xd->xd_intr);
	}
	return (ret);
}

static void
xdaq_intr_teardown(xdaq_t *xd)
{
	(void) ddi_intr_disable(xd->xd_intr);
	(void) ddi_intr_remove_handler(xd->xd_intr);
	(void) ddi_intr_free(xd->xd_intr);
	mutex_destroy(&xd->xd_lock);
}

static int
xdaq_attach(dev_info_t *dip, ddi_attach_cmd_t cmd)
{
	int instance = ddi_get_instance(dip);
	xdaq_t *xd;

	if (cmd != DDI_ATTACH)
		return (DDI_FAILURE);
	if (ddi_soft_state_zalloc(xdaq_state, instance) != DDI_SUCCESS)
		return (DDI_FAILURE);
	xd = ddi_get_soft_state(xdaq_state, instance);
	xd->xd_dip = dip;

	if (ddi_regs_map_setup(dip, 1, (caddr_t *)&xd->xd_regs, 0, 0,
	    &xdaq_attr, &xd->xd_acc) != DDI_SUCCESS)
		goto fail_regs;
	mutex_init(&xd->xd_iolock, NULL, MUTEX_DRIVER, NULL);
	mutex_init(&xd->xd_statlock, NULL, MUTEX_DRIVER, NULL);
	cv_init(&xd->xd_cv, NULL, CV_DRIVER, NULL);
	if (xdaq_intr_setup(xd) != DDI_SUCCESS)
		goto fail_intr;
	if (ddi_create_minor_node(dip, "xdaq", S_IFCHR, (minor_t)instance,
	    DDI_PSEUDO, 0) != DDI_SUCCESS)
		goto fail_minor;
	(void) ddi_intr_enable(xd->xd_intr);
	ddi_report_dev(dip);
	return (DDI_SUCCESS);

fail_minor:
	xdaq_intr_teardown(xd);
fail_intr:
	cv_destroy(&xd->xd_cv);
	mutex_destroy(&xd->xd_statlock);
	mutex_destroy(&xd->xd_iolock);
	ddi_regs_map_free(&xd->xd_acc);
fail_regs:
	ddi_soft_state_free(xdaq_state, instance);
	return (DDI_FAILURE);
}

static int
xdaq_detach(dev_info_t *dip, ddi_detach_cmd_t cmd)
{
	int instance = ddi_get_instance(dip);
	xdaq_t *xd = ddi_get_soft_state(xdaq_state, instance);

	if (cmd != DDI_DETACH || xd == NULL)
		return (DDI_FAILURE);
	ddi_remove_minor_node(dip, NULL);
	xdaq_intr_teardown(xd);
	cv_destroy(&xd->xd_cv);
	mutex_destroy(&xd->xd_statlock);
	mutex_destroy(&xd->xd_iolock);
	if (xd->xd_table != NULL)
		kmem_free(xd->xd_table, XDAQ_TABLE);
	ddi_regs_map_free(&xd->xd_acc);
	ddi_soft_state_free(xdaq_state, instance);
	return (DDI_SUCCESS);
}

static int
xdaq_getinfo(dev_info_t *dip, ddi_info_cmd_t cmd, void *arg, void **result)
{
	minor_t minor = getminor((dev_t)arg);
	xdaq_t *xd;

	if (cmd == DDI_INFO_DEVT2INSTANCE) {
		*result = (void *)(uintptr_t)minor;
		return (DDI_SUCCESS);
	}
	xd = ddi_get_soft_state(xdaq_state, (int)minor);
	if (cmd != DDI_INFO_DEVT2DEVINFO || xd == NULL)
		return (DDI_FAILURE);
	*result = xd->xd_dip;
	return (DDI_SUCCESS);
}

static struct dev_ops xdaq_ops = {
	.devo_rev = DEVO_REV,
	.devo_getinfo = xdaq_getinfo,
	.devo_attach = xdaq_attach,
	.devo_detach = xdaq_detach,
	.devo_cb_ops = &xdaq_cb_ops,
};

static struct modldrv xdaq_modldrv = {
	&mod_driverops, "data acquisition card", &xdaq_ops
};

static struct modlinkage xdaq_modlinkage = {
	MODREV_1, { &xdaq_modldrv, NULL }
};

int
_init(void)
{
	int error;

	error = ddi_soft_state_init(&xdaq_state, sizeof (xdaq_t), 1);
	if (error != 0)
		return (error);
	error = mod_install(&xdaq_modlinkage);
	if (error != 0)
		ddi_soft_state_fini(&xdaq_state);
	return (error);
}

int
_info(struct modinfo *modinfop)
{
	return (mod_info(&xdaq_modlinkage, modinfop));
}

int
_fini(void)
{
	int error;

	error = mod_remove(&xdaq_modlinkage);
	if (error == 0)
		ddi_soft_state_fini(&xdaq_state);
	return (error);
}
