// Allocations, whose flags say whether they sleep.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

UNDER(kmem_alloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc(8, KM_NOSLEEP))
UNDER(kmem_zalloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_intr_alloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_intr_zalloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(malloc(8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(malloc(8, M_DEVBUF, M_NOWAIT))
UNDER(realloc(sc, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(realloc(sc, 8, M_DEVBUF, M_NOWAIT))
UNDER(kern_malloc(8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(kern_malloc(8, M_NOWAIT))
UNDER(kern_realloc(sc, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(kern_realloc(sc, 8, M_NOWAIT))
UNDER(pool_get(0, PR_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(pool_get(0, PR_NOWAIT))
UNDER(pool_cache_get(0, PR_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(pool_cache_get(0, PR_NOWAIT))
UNDER(pool_cache_get_paddr(0, PR_WAITOK, 0)) // expect: sleeping-alloc-under-lock
UNDER(uvm_km_alloc(0, 8, 0, UVM_KMF_WIRED)) // expect: sleeping-alloc-under-lock
UNDER(uvm_km_alloc(0, 8, 0, UVM_KMF_WIRED | UVM_KMF_NOWAIT))
UNDER(m_get(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_get(M_DONTWAIT, MT_DATA))
UNDER(m_gethdr(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getclr(M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getcl(M_WAIT, MT_DATA, 0)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGET(m, M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGETHDR(m, M_WAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_DONTWAIT))
UNDER(MEXTMALLOC(0, 4096, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(MEXTMALLOC(0, 4097, M_DONTWAIT))
UNDER(m_clget(0, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_copypacket(0, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_prepend(0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_DONTWAIT))
UNDER(m_split(0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_dup(0, 0, 8, M_WAIT)) // expect: sleeping-alloc-under-lock
UNDER(m_dup(0, 0, 8, M_DONTWAIT))
UNDER(bus_dmamem_alloc(0, 8, 8, 0, 0, 1, 0, BUS_DMA_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(bus_dmamem_alloc(0, 8, 8, 0, 0, 1, 0, BUS_DMA_NOWAIT))
UNDER(bus_dmamap_create(0, 8, 1, 8, 0, BUS_DMA_WAITOK, 0)) // expect: sleep-under-lock
UNDER(bus_dmamap_create(0, 8, 1, 8, 0, BUS_DMA_NOWAIT, 0))
UNDER(bus_dmamem_map(0, 0, 1, 8, 0, BUS_DMA_WAITOK)) // expect: sleep-under-lock
UNDER(bus_dmamap_load(0, 0, sc, 8, 0, BUS_DMA_WAITOK)) // expect: sleep-under-lock
UNDER(bus_dmamap_load(0, 0, sc, 8, 0, BUS_DMA_NOWAIT))
UNDER(bus_dmamap_load_mbuf(0, 0, 0, BUS_DMA_WAITOK)) // expect: sleep-under-lock
UNDER(bus_dmamap_load_uio(0, 0, 0, BUS_DMA_WAITOK)) // expect: sleep-under-lock
UNDER(bus_dmamap_load_uio(0, 0, 0, BUS_DMA_NOWAIT))

// vmem(9)
#define VM_SLEEP 1
#define VM_NOSLEEP 2
int vmem_alloc(void *vm, size_t size, unsigned flags, unsigned long *addr);
int vmem_xalloc(void *vm, size_t size, size_t align, size_t phase, size_t nocross, unsigned long min, unsigned long max, unsigned flags, unsigned long *addr);
UNDER(vmem_alloc(0, 1, VM_SLEEP, 0)) // expect: sleeping-alloc-under-lock
UNDER(vmem_alloc(0, 1, VM_NOSLEEP, 0))
UNDER(vmem_xalloc(0, 1, 0, 0, 0, 0, 9, VM_SLEEP, 0)) // expect: sleeping-alloc-under-lock
UNDER(vmem_xalloc(0, 1, 0, 0, 0, 0, 9, VM_NOSLEEP, 0))

// Whoever waits for memory gets it, as far as the manual promises.
IF_NULL(kmem_alloc(8, KM_SLEEP))
IF_NULL(kmem_alloc(8, KM_NOSLEEP)) // expect: recursive-lock
IF_NULL(malloc(8, M_DEVBUF, M_WAITOK))
IF_NULL(malloc(8, M_DEVBUF, M_WAITOK | M_CANFAIL)) // expect: recursive-lock
IF_NULL(malloc(8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(realloc(sc, 8, M_DEVBUF, M_WAITOK))
IF_NULL(realloc(sc, 8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(kern_malloc(8, M_WAITOK))
IF_NULL(kern_malloc(8, M_NOWAIT)) // expect: recursive-lock
IF_NULL(kern_realloc(sc, 8, M_WAITOK))
IF_NULL(kern_realloc(sc, 8, M_NOWAIT)) // expect: recursive-lock
IF_NULL(pool_get(0, PR_WAITOK))
IF_NULL(pool_get(0, PR_WAITOK | PR_LIMITFAIL)) // expect: recursive-lock
IF_NULL(pool_get(0, PR_NOWAIT)) // expect: recursive-lock
IF_NULL(pool_cache_get(0, PR_WAITOK))
IF_NULL(pool_cache_get(0, PR_NOWAIT)) // expect: recursive-lock
IF_NULL(m_get(M_WAIT, MT_DATA)) // expect: recursive-lock
IF_NULL(m_get(M_DONTWAIT, MT_DATA)) // expect: recursive-lock
