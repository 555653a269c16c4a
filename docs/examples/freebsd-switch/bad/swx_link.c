/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * swx: what becomes of a link that goes up or down.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/taskqueue.h>
#include <sys/bus.h>

#include "swxvar.h"

static void
swx_link_change(struct swx_port *p, int up)
{
	mtx_lock(&p->p_mtx);
	p->p_up = up;
	p->p_changes++;
	mtx_unlock(&p->p_mtx);
	device_printf(p->p_sc->sc_dev, "port %d is %s\n", p->p_number,
	    up ? "up" : "down");
}

const struct swx_client swx_link_client = {
	.c_link =	swx_link_change,
};
