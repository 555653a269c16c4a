// Allocations, whose flags say whether they sleep.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
void *kmalloc_debug(size_t size, struct malloc_type *type, int flags, const char *file, int line);

UNDER(kmalloc(8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc(8, M_DEVBUF, M_NOWAIT))
UNDER(kmalloc(8, M_DEVBUF, M_INTWAIT)) // expect: sleep-under-lock
UNDER(kmalloc_debug(8, M_DEVBUF, M_WAITOK, "f", 1)) // expect: sleeping-alloc-under-lock
UNDER(krealloc(sc, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(krealloc(sc, 8, M_DEVBUF, M_NOWAIT))
UNDER(contigmalloc(8, M_DEVBUF, M_WAITOK, 0, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(contigmalloc(8, M_DEVBUF, M_NOWAIT, 0, 0, 0, 0))
UNDER(objcache_get(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(objcache_get(0, M_NOWAIT))
UNDER(m_get(M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_get(M_NOWAIT, MT_DATA))
UNDER(m_gethdr(M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getclr(M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getcl(M_WAITOK, MT_DATA, 0)) // expect: sleeping-alloc-under-lock
UNDER(m_getjcl(M_WAITOK, MT_DATA, 0, 4096)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGET(m, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGETHDR(m, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(MCLGET(0, M_NOWAIT))
UNDER(m_mclget(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_getc(8, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_copypacket(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_dup(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_defrag(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_unshare(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_getm(0, 8, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_prepend(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_NOWAIT))
UNDER(m_split(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_NOWAIT))
UNDER(bus_dmamem_alloc(0, 0, BUS_DMA_WAITOK, 0)) // expect: sleeping-alloc-under-lock
UNDER(bus_dmamem_alloc(0, 0, BUS_DMA_NOWAIT, 0))
UNDER(sbuf_new(NULL, NULL, 8, 0)) // expect: sleeping-alloc-under-lock
UNDER(taskqueue_create("q", M_WAITOK, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(taskqueue_create("q", M_NOWAIT, 0, 0))

// Whoever waits for memory gets it, as far as the manual promises.
IF_NULL(kmalloc(8, M_DEVBUF, M_WAITOK))
IF_NULL(kmalloc(8, M_DEVBUF, M_INTWAIT))
IF_NULL(kmalloc(8, M_DEVBUF, M_WAITOK | M_NULLOK)) // expect: recursive-lock
IF_NULL(kmalloc(8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(krealloc(sc, 8, M_DEVBUF, M_WAITOK))
IF_NULL(krealloc(sc, 8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(objcache_get(0, M_WAITOK))
IF_NULL(objcache_get(0, M_NOWAIT)) // expect: recursive-lock
IF_NULL(contigmalloc(8, M_DEVBUF, M_WAITOK, 0, 0, 0, 0)) // expect: recursive-lock
