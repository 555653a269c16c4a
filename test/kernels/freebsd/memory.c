// Allocations, whose flags say whether they sleep.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

UNDER(malloc(8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(malloc(8, M_DEVBUF, M_NOWAIT | M_ZERO))
UNDER(mallocarray(2, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(mallocarray(2, 8, M_DEVBUF, M_NOWAIT))
UNDER(realloc(sc, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(realloc(sc, 8, M_DEVBUF, M_NOWAIT))
UNDER(reallocf(sc, 8, M_DEVBUF, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(contigmalloc(8, M_DEVBUF, M_WAITOK, 0, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(contigmalloc(8, M_DEVBUF, M_NOWAIT, 0, 0, 0, 0))
UNDER(uma_zalloc(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(uma_zalloc(0, M_NOWAIT))
UNDER(uma_zalloc_arg(0, 0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(uma_zalloc_arg(0, 0, M_NOWAIT))
UNDER(kmem_malloc(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(kmem_malloc(0, 8, M_NOWAIT))
UNDER(sbuf_new(NULL, NULL, 8, 0)) // expect: sleeping-alloc-under-lock
UNDER(sbuf_new((struct sbuf *)sc->cookie, (char *)sc, 8, 0))

// Mbufs. A count of clusters is no wait flag.
UNDER(m_get(M_TRYWAIT, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_get(M_DONTWAIT, MT_DATA))
UNDER(m_gethdr(M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getclr(M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getcl(M_WAITOK, MT_DATA, 0)) // expect: sleeping-alloc-under-lock
UNDER(m_getjcl(M_WAITOK, MT_DATA, 0, 4096)) // expect: sleeping-alloc-under-lock
UNDER(m_getjcl(M_NOWAIT, MT_DATA, 0, 4096))
UNDER(struct mbuf *m; MGET(m, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGETHDR(m, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m; MGETHDR(m, M_NOWAIT, MT_DATA))
UNDER(MCLGET(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_clget(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_cljget(0, M_WAITOK, 4096)) // expect: sleeping-alloc-under-lock
UNDER(m_copypacket(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_dup(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_defrag(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_defrag(0, M_NOWAIT))
UNDER(m_collapse(0, M_WAITOK, 4)) // expect: sleeping-alloc-under-lock
UNDER(m_fragment(0, M_WAITOK, 4)) // expect: sleeping-alloc-under-lock
UNDER(m_unshare(0, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_getm(0, 8, M_WAITOK, MT_DATA)) // expect: sleeping-alloc-under-lock
UNDER(m_getm2(0, 8, M_WAITOK, MT_DATA, 0)) // expect: sleeping-alloc-under-lock
UNDER(m_getm2(0, 8, M_NOWAIT, MT_DATA, 0))
UNDER(m_prepend(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(struct mbuf *m = 0; M_PREPEND(m, 8, M_NOWAIT))
UNDER(m_split(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_tag_get(0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_tag_alloc(0, 0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_tag_alloc(0, 0, 8, M_NOWAIT))
UNDER(m_copym(0, 0, 8, M_WAITOK)) // expect: sleeping-alloc-under-lock
UNDER(m_copym(0, 0, 8, M_NOWAIT))

// Other things that are made with a flag.
UNDER(bus_dmamem_alloc(0, 0, BUS_DMA_WAITOK, 0)) // expect: sleeping-alloc-under-lock
UNDER(bus_dmamem_alloc(0, 0, BUS_DMA_NOWAIT, 0))
UNDER(taskqueue_create("q", M_WAITOK, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(taskqueue_create("q", M_NOWAIT, 0, 0))
UNDER(taskqueue_create_fast("q", M_WAITOK, 0, 0)) // expect: sleeping-alloc-under-lock

// Whoever waits for memory gets it, as far as the manual promises.
IF_NULL(malloc(8, M_DEVBUF, M_WAITOK))
IF_NULL(malloc(8, M_DEVBUF, M_NOWAIT | M_ZERO)) // expect: recursive-lock
IF_NULL(realloc(sc, 8, M_DEVBUF, M_WAITOK))
IF_NULL(realloc(sc, 8, M_DEVBUF, M_NOWAIT)) // expect: recursive-lock
IF_NULL(contigmalloc(8, M_DEVBUF, M_WAITOK, 0, 0, 0, 0)) // expect: recursive-lock
IF_NULL(uma_zalloc(0, M_WAITOK))
IF_NULL(uma_zalloc(0, M_NOWAIT)) // expect: recursive-lock
IF_NULL(uma_zalloc_arg(0, 0, M_WAITOK))
IF_NULL(uma_zalloc_arg(0, 0, M_NOWAIT)) // expect: recursive-lock
