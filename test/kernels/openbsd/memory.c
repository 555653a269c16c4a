// Allocations, whose flags say whether they sleep.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

UNDER(malloc(8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(malloc(8, M_DEVBUF, M_NOWAIT))
UNDER(mallocarray(2, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(mallocarray(2, 8, M_DEVBUF, M_NOWAIT))
UNDER(pool_get(0, PR_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(pool_get(0, PR_NOWAIT))
UNDER(dma_alloc(8, PR_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_get(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_get(M_DONTWAIT, MT_DATA))
UNDER(m_gethdr(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getclr(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGET(m, M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGETHDR(m, M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_DONTWAIT))
UNDER(MCLGETL(0, M_WAIT, 4096)) // expect: sleeping-alloc-under-lock
UNDER(m_clget(0, M_WAIT, 4096)) // expect: sleeping-alloc-under-lock
UNDER(m_defrag(0, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_prepend(0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_DONTWAIT))
UNDER(m_split(0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_DONTWAIT))
UNDER(bus_dmamem_alloc(0, 8, 8, 0, 0, 1, 0, BUS_DMA_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(bus_dmamem_alloc(0, 8, 8, 0, 0, 1, 0, BUS_DMA_NOWAIT))
UNDER(bus_dmamap_create(0, 8, 1, 8, 0, BUS_DMA_WAITOK, 0)) // expect: sleep-under-lock
UNDER(bus_dmamem_map(0, 0, 1, 8, 0, BUS_DMA_WAITOK)) // expect: sleep-under-lock
UNDER(bus_dmamap_load(0, 0, sc, 8, 0, BUS_DMA_WAITOK))
KNOWN(bus_dmamap_load(0, 0, &sc->mtx, 8, 0, BUS_DMA_WAITOK)) // expect: recursive-lock
KNOWN(bus_dmamap_load_mbuf(0, 0, &sc->mtx, 0)) // expect: recursive-lock
KNOWN(bus_dmamap_load_uio(0, 0, &sc->mtx, 0)) // expect: recursive-lock

// Whoever waits for memory gets it, as far as the manual promises.
IF_NULL(malloc(8, M_DEVBUF, M_WAITOK))
IF_NULL(malloc(8, M_DEVBUF, M_WAITOK | M_CANFAIL)) // expect: recursive-lock
IF_NULL(malloc(8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(mallocarray(2, 8, M_DEVBUF, M_WAITOK))
IF_NULL(mallocarray(2, 8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(pool_get(0, PR_WAITOK))
IF_NULL(pool_get(0, PR_WAITOK | PR_LIMITFAIL)) // expect: recursive-lock
IF_NULL(pool_get(0, PR_NOWAIT)) // expect: recursive-lock
IF_NULL(m_get(M_WAIT, MT_DATA))
IF_NULL(m_get(M_DONTWAIT, MT_DATA)) // expect: recursive-lock
