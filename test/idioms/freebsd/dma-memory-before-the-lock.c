// RUN: %idiom %s
// Memory for DMA is allocated, which waits, before the mutex is taken.
// Seen in freebsd10: sys/dev/age/if_age.c, age_dma_alloc() from age_attach().
// Broken: it is allocated when the interface comes up, with the mutex.
#include "freebsd.h"

struct age_softc {
  struct mtx age_mtx;
  bus_dma_tag_t tag;
  bus_dmamap_t map;
  void *ring;
};

static int age_dma_alloc(struct age_softc *sc) {
  return (bus_dmamem_alloc(sc->tag, &sc->ring, BUS_DMA_WAITOK, &sc->map));
}

int age_attach(struct age_softc *sc) {
  int error;

#ifdef BROKEN
  mtx_lock(&sc->age_mtx);
  error = age_dma_alloc(sc); /* expect: sleeping-alloc-under-lock */
#else
  error = age_dma_alloc(sc);
  mtx_lock(&sc->age_mtx);
#endif
  sc->ring = error ? NULL : sc->ring;
  mtx_unlock(&sc->age_mtx);
  return (error);
}
