/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: loading, attaching and detaching.
 */
#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/conf.h>
#include <sys/modctl.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

#include "xsc.h"

void *xsc_state;

static ddi_device_acc_attr_t xsc_attr = {
	DDI_DEVICE_ATTR_V0, DDI_STRUCTURE_LE_ACC, DDI_STRICTORDER_ACC
};

static void
xsc_locks_init(xsc_t *xs)
{
	int i;

	mutex_init(&xs->xs_lock, NULL, MUTEX_DRIVER, NULL);
	mutex_init(&xs->xs_ringlock, NULL, MUTEX_DRIVER, NULL);
	mutex_init(&xs->xs_poollock, NULL, MUTEX_DRIVER, NULL);
	for (i = 0; i < XSC_NTARGET; i++)
		mutex_init(&xs->xs_target[i].xt_lock, NULL, MUTEX_DRIVER, NULL);
}

static void
xsc_locks_destroy(xsc_t *xs)
{
	int i;

	for (i = 0; i < XSC_NTARGET; i++)
		mutex_destroy(&xs->xs_target[i].xt_lock);
	mutex_destroy(&xs->xs_poollock);
	mutex_destroy(&xs->xs_ringlock);
	mutex_destroy(&xs->xs_lock);
}

/*
 * Asks the card which targets there are. For attach only: see the lock order.
 */
static void
xsc_scan(xsc_t *xs)
{
	xsc_target_t *xt;
	uint_t i;

	mutex_enter(&xs->xs_lock);
	for (i = 0; i < XSC_NTARGET; i++) {
		xt = &xs->xs_target[i];
		XSC_PUT(xs, XSC_CMD, XSC_CM_SELECT(i));
		mutex_enter(&xt->xt_lock);
		xt->xt_present = XSC_GET(xs, XSC_ANSWER);
		mutex_exit(&xt->xt_lock);
	}
	mutex_exit(&xs->xs_lock);
}

static int
xsc_attach(dev_info_t *dip, ddi_attach_cmd_t cmd)
{
	int got, instance = ddi_get_instance(dip);
	xsc_t *xs;

	if (cmd != DDI_ATTACH)
		return (DDI_FAILURE);
	if (ddi_soft_state_zalloc(xsc_state, instance) != DDI_SUCCESS)
		return (DDI_FAILURE);
	xs = ddi_get_soft_state(xsc_state, instance);
	xs->xs_dip = dip;

	if (ddi_regs_map_setup(dip, 1, (caddr_t *)&xs->xs_regs, 0, 0,
	    &xsc_attr, &xs->xs_acc) != DDI_SUCCESS)
		goto fail_regs;
	if (ddi_intr_alloc(dip, &xs->xs_intr, DDI_INTR_TYPE_FIXED, 0, 1,
	    &got, DDI_INTR_ALLOC_NORMAL) != DDI_SUCCESS)
		goto fail_alloc;
	xs->xs_pages = XSC_NPAGE;
	xsc_locks_init(xs);
	xsc_scan(xs);
	if (ddi_intr_add_handler(xs->xs_intr, xsc_intr, xs, NULL) !=
	    DDI_SUCCESS)
		goto fail_intr;
	if (ddi_create_minor_node(dip, "xsc", S_IFCHR, (minor_t)instance,
	    DDI_PSEUDO, 0) != DDI_SUCCESS)
		goto fail_minor;
	(void) ddi_intr_enable(xs->xs_intr);
	ddi_report_dev(dip);
	return (DDI_SUCCESS);

fail_minor:
	(void) ddi_intr_remove_handler(xs->xs_intr);
fail_intr:
	xsc_locks_destroy(xs);
	(void) ddi_intr_free(xs->xs_intr);
fail_alloc:
	ddi_regs_map_free(&xs->xs_acc);
fail_regs:
	ddi_soft_state_free(xsc_state, instance);
	return (DDI_FAILURE);
}

static int
xsc_detach(dev_info_t *dip, ddi_detach_cmd_t cmd)
{
	int instance = ddi_get_instance(dip);
	xsc_t *xs = ddi_get_soft_state(xsc_state, instance);

	if (cmd != DDI_DETACH || xs == NULL)
		return (DDI_FAILURE);
	ddi_remove_minor_node(dip, NULL);
	(void) ddi_intr_disable(xs->xs_intr);
	(void) ddi_intr_remove_handler(xs->xs_intr);
	(void) ddi_intr_free(xs->xs_intr);
	xsc_locks_destroy(xs);
	ddi_regs_map_free(&xs->xs_acc);
	ddi_soft_state_free(xsc_state, instance);
	return (DDI_SUCCESS);
}

static struct dev_ops xsc_ops = {
	.devo_rev = DEVO_REV,
	.devo_attach = xsc_attach,
	.devo_detach = xsc_detach,
	.devo_cb_ops = &xsc_cb_ops,
};

static struct modldrv xsc_modldrv = {
	&mod_driverops, "storage controller", &xsc_ops
};

static struct modlinkage xsc_modlinkage = {
	MODREV_1, { &xsc_modldrv, NULL }
};

int
_init(void)
{
	int error;

	error = ddi_soft_state_init(&xsc_state, sizeof (xsc_t), 1);
	if (error != 0)
		return (error);
	error = mod_install(&xsc_modlinkage);
	if (error != 0)
		ddi_soft_state_fini(&xsc_state);
	return (error);
}

int
_info(struct modinfo *modinfop)
{
	return (mod_info(&xsc_modlinkage, modinfop));
}

int
_fini(void)
{
	int error;

	error = mod_remove(&xsc_modlinkage);
	if (error == 0)
		ddi_soft_state_fini(&xsc_state);
	return (error);
}
