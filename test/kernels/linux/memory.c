// Allocations: they sleep when their flags allow direct reclaim.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

UNDER(kmalloc(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc(8, GFP_ATOMIC))
UNDER(kzalloc(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kzalloc(8, GFP_ATOMIC))
UNDER(kvmalloc(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kvmalloc(8, GFP_ATOMIC))
UNDER(kvzalloc(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kvzalloc(8, GFP_ATOMIC))
UNDER(kstrdup("s", GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kstrdup("s", GFP_ATOMIC))
UNDER(kmem_cache_alloc(0, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmem_cache_alloc(0, GFP_ATOMIC))
UNDER(kmem_cache_zalloc(0, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmem_cache_zalloc(0, GFP_ATOMIC))
UNDER(mempool_alloc(0, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(mempool_alloc(0, GFP_ATOMIC))
UNDER(alloc_skb(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(alloc_skb(8, GFP_ATOMIC))
UNDER(nlmsg_new(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(nlmsg_new(8, GFP_ATOMIC))
UNDER(kmalloc_node(8, GFP_KERNEL, 0)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc_node(8, GFP_ATOMIC, 0))
UNDER(kzalloc_node(8, GFP_KERNEL, 0)) // expect: sleeping-alloc-under-lock
UNDER(kzalloc_node(8, GFP_ATOMIC, 0))
UNDER(usb_submit_urb(sc->urb, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(usb_submit_urb(sc->urb, GFP_ATOMIC))
UNDER(usb_alloc_urb(0, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(usb_alloc_urb(0, GFP_ATOMIC))
UNDER(kmalloc_array(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc_array(2, 8, GFP_ATOMIC))
UNDER(kcalloc(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kcalloc(2, 8, GFP_ATOMIC))
UNDER(kvmalloc_array(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kvmalloc_array(2, 8, GFP_ATOMIC))
UNDER(kmemdup(sc, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmemdup(sc, 8, GFP_ATOMIC))
UNDER(krealloc(sc, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(krealloc(sc, 8, GFP_ATOMIC))
UNDER(kstrndup("s", 1, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kstrndup("s", 1, GFP_ATOMIC))
UNDER(devm_kmalloc(sc->dev, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(devm_kmalloc(sc->dev, 8, GFP_ATOMIC))
UNDER(devm_kzalloc(sc->dev, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(devm_kzalloc(sc->dev, 8, GFP_ATOMIC))
UNDER(devm_kcalloc(sc->dev, 2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(devm_kcalloc(sc->dev, 2, 8, GFP_ATOMIC))
UNDER(devm_kmalloc_array(sc->dev, 2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(devm_kmalloc_array(sc->dev, 2, 8, GFP_ATOMIC))
UNDER(devm_kmemdup(sc->dev, sc, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(devm_kmemdup(sc->dev, sc, 8, GFP_ATOMIC))
UNDER(dma_alloc_coherent(sc->dev, 8, 0, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(dma_alloc_coherent(sc->dev, 8, 0, GFP_ATOMIC))
UNDER(dma_alloc_attrs(sc->dev, 8, 0, GFP_KERNEL, 0)) // expect: sleeping-alloc-under-lock
UNDER(dma_alloc_attrs(sc->dev, 8, 0, GFP_ATOMIC, 0))
UNDER(alloc_page(GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(alloc_page(GFP_ATOMIC))
UNDER(alloc_pages(GFP_KERNEL, 1)) // expect: sleeping-alloc-under-lock
UNDER(alloc_pages(GFP_ATOMIC, 1))
UNDER(__get_free_pages(GFP_KERNEL, 1)) // expect: sleeping-alloc-under-lock
UNDER(__get_free_pages(GFP_ATOMIC, 1))
UNDER(__get_free_page(GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(__get_free_page(GFP_ATOMIC))
UNDER(get_zeroed_page(GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(get_zeroed_page(GFP_ATOMIC))
UNDER(kmalloc(8, GFP_NOIO)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc(8, GFP_NOWAIT | __GFP_ZERO))

// The functions behind the names, some of which are macros since Linux 6.10.
int kmalloc_noprof(), kzalloc_noprof(), __kmalloc(), __kmalloc_noprof(), kmem_cache_alloc_noprof(),
    mempool_alloc_noprof(), kmalloc_array_noprof(), kcalloc_noprof(), kmemdup_noprof(),
    krealloc_noprof(), alloc_pages_noprof(), get_free_pages_noprof();
UNDER(kmalloc_noprof(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kzalloc_noprof(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(__kmalloc(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(__kmalloc_noprof(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmem_cache_alloc_noprof(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(mempool_alloc_noprof(8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmalloc_array_noprof(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kcalloc_noprof(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(kmemdup_noprof(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(krealloc_noprof(2, 8, GFP_KERNEL)) // expect: sleeping-alloc-under-lock
UNDER(alloc_pages_noprof(GFP_KERNEL, 1)) // expect: sleeping-alloc-under-lock
UNDER(get_free_pages_noprof(GFP_KERNEL, 1)) // expect: sleeping-alloc-under-lock
