/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * swx: /dev/swxN, the settings of the ports.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/taskqueue.h>
#include <sys/conf.h>
#include <sys/ioccom.h>
#include <sys/bus.h>
#include <sys/errno.h>

#include "swxvar.h"

static void
swx_port_setmedia(struct swx_port *p, int media)
{
	mtx_lock(&p->p_mtx);
	if (p->p_media != media) {
		p->p_media = media;
		swx_bus_write(p->p_sc, SWX_MEDIA(p->p_number), media);
	}
	mtx_unlock(&p->p_mtx);
}

static int
swx_port_changes(struct swx_softc *sc)
{
	int changes, i;

	changes = 0;
	for (i = 0; i < SWX_NPORT; i++) {
		mtx_lock(&sc->sc_port[i].p_mtx);
		changes += sc->sc_port[i].p_changes;
		mtx_unlock(&sc->sc_port[i].p_mtx);
	}
	return (changes);
}

static int
swx_ioctl(struct cdev *dev, u_long cmd, caddr_t data, int fflag,
    struct thread *td)
{
	struct swx_softc *sc = dev->si_drv1;
	struct swx_setmedia *set;

	switch (cmd) {
	case SWX_SETMEDIA:
		set = (struct swx_setmedia *)data;
		if (set->port < 0 || set->port >= SWX_NPORT)
			return (EINVAL);
		swx_port_setmedia(&sc->sc_port[set->port], set->media);
		break;
	case SWX_CHANGES:
		*(int *)data = swx_port_changes(sc);
		break;
	default:
		return (ENOTTY);
	}
	return (0);
}

struct cdevsw swx_cdevsw = {
	.d_version =	D_VERSION,
	.d_name =	"swx",
	.d_ioctl =	swx_ioctl,
};
