/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * swx: the registers behind the window.
 */
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/taskqueue.h>
#include <sys/bus.h>

#include "swxvar.h"

void
swx_bus_write(struct swx_softc *sc, int reg, u_int32_t value)
{
	mtx_lock(&sc->sc_busmtx);
	bus_write_4(sc->sc_mem, SWX_ADDR, reg);
	bus_write_4(sc->sc_mem, SWX_DATA, value);
	mtx_unlock(&sc->sc_busmtx);
}

/* Reads which links are up, and tells of those that have changed. */
void
swx_bus_poll(void *context, int pending)
{
	struct swx_softc *sc = context;
	u_int32_t changed, links;
	int i;

	sx_xlock(&sc->sc_cfgsx);
	mtx_lock(&sc->sc_busmtx);
	bus_write_4(sc->sc_mem, SWX_ADDR, SWX_LINKS);
	links = bus_read_4(sc->sc_mem, SWX_DATA);
	changed = links ^ sc->sc_links;
	sc->sc_links = links;
	for (i = 0; i < SWX_NPORT; i++) {
		if (changed & (1 << i))
			sc->sc_client->c_link(&sc->sc_port[i],
			    (links >> i) & 1);
	}
	mtx_unlock(&sc->sc_busmtx);
	sx_xunlock(&sc->sc_cfgsx);
}
