/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * hsen: reading the sensors.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/callout.h>
#include <sys/bus.h>

#include "hsenvar.h"

/* Every second. The callout code holds s_mtx. */
static void
hsen_poll(void *arg)
{
	struct hsen_sensor *s = arg;
	struct hsen_softc *sc = s->s_hub;

	s->s_value = (int)bus_read_4(sc->sc_mem, HSEN_VALUE(s->s_number));
	if (s->s_value > s->s_limit)
		s->s_alarms++;
	callout_reset(&s->s_callout, hz, hsen_poll, s);
}

void
hsen_poll_start(struct hsen_sensor *s)
{
	mtx_init(&s->s_mtx, "hsen sensor", NULL, MTX_DEF);
	callout_init_mtx(&s->s_callout, &s->s_mtx, 0);
	mtx_lock(&s->s_mtx);
	callout_reset(&s->s_callout, hz, hsen_poll, s);
	mtx_unlock(&s->s_mtx);
}

void
hsen_poll_stop(struct hsen_sensor *s)
{
	callout_drain(&s->s_callout);
	mtx_destroy(&s->s_mtx);
}
