// RUN: %idiom %s
// The callout takes the mutex before it calls the handler, which asserts that and
// must not take it.
// Seen in freebsd10: sys/dev/nfe/if_nfe.c, nfe_attach() and nfe_tick().
// Broken: the handler takes the mutex itself.
#include "freebsd.h"

struct nfe_softc {
  struct mtx nfe_mtx;
  struct callout nfe_stat_ch;
  int ticks;
};

static void nfe_tick(void *arg) {
  struct nfe_softc *sc = arg;

#ifdef BROKEN
  mtx_lock(&sc->nfe_mtx); /* expect: recursive-lock */
#else
  mtx_assert(&sc->nfe_mtx, MA_OWNED);
#endif
  sc->ticks++;
  callout_reset(&sc->nfe_stat_ch, 100, nfe_tick, sc);
#ifdef BROKEN
  mtx_unlock(&sc->nfe_mtx);
#endif
}

void nfe_attach(struct nfe_softc *sc) {
  mtx_init(&sc->nfe_mtx, "nfe", NULL, MTX_DEF);
  callout_init_mtx(&sc->nfe_stat_ch, &sc->nfe_mtx, 0);
}
