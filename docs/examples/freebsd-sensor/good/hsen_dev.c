/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * hsen: /dev/hsenN.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/ioccom.h>
#include <sys/bus.h>
#include <sys/errno.h>

#include "hsenvar.h"

/* The alarms since the last time, and the highest value at that moment. */
static void
hsen_sum_up(struct hsen_softc *sc, struct hsen_summary *sum)
{
	struct hsen_sensor *s;
	int i;

	sum->highest = 0;
	sum->alarms = 0;
	mtx_lock(&sc->sc_mtx);
	for (i = 0; i < HSEN_NSENSOR; i++) {
		s = &sc->sc_sensor[i];
		mtx_lock(&s->s_mtx);
		if (s->s_value > sum->highest)
			sum->highest = s->s_value;
		sum->alarms += s->s_alarms;
		s->s_alarms = 0;
		mtx_unlock(&s->s_mtx);
	}
	mtx_unlock(&sc->sc_mtx);
}

/* One limit for all sensors. */
static void
hsen_set_limit(struct hsen_softc *sc, int limit)
{
	struct hsen_sensor *s;
	int i;

	mtx_lock(&sc->sc_mtx);
	for (i = 0; i < HSEN_NSENSOR; i++) {
		s = &sc->sc_sensor[i];
		mtx_lock(&s->s_mtx);
		s->s_limit = limit;
		mtx_unlock(&s->s_mtx);
	}
	mtx_unlock(&sc->sc_mtx);
}

static int
hsen_ioctl(struct cdev *dev, u_long cmd, caddr_t data, int fflag,
    struct thread *td)
{
	struct hsen_softc *sc = dev->si_drv1;

	switch (cmd) {
	case HSEN_SETLIMIT:
		hsen_set_limit(sc, *(int *)data);
		break;
	case HSEN_SUMMARY:
		hsen_sum_up(sc, (struct hsen_summary *)data);
		break;
	default:
		return (ENOTTY);
	}
	return (0);
}

struct cdevsw hsen_cdevsw = {
	.d_version =	D_VERSION,
	.d_name =	"hsen",
	.d_ioctl =	hsen_ioctl,
};
