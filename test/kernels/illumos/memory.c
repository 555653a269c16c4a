// Allocations, whose flags or callbacks say whether they sleep, and copies.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

UNDER(kmem_alloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc(8, KM_PUSHPAGE)) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc(8, KM_NOSLEEP))
UNDER(kmem_zalloc(8, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_zalloc(8, KM_NOSLEEP))
UNDER(kmem_cache_alloc(0, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(kmem_cache_alloc(0, KM_NOSLEEP))
UNDER(vmem_alloc(0, 8, VM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(vmem_alloc(0, 8, VM_NOSLEEP))
UNDER(vmem_xalloc(0, 8, 0, 0, 0, 0, 0, VM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(vmem_xalloc(0, 8, 0, 0, 0, 0, 0, VM_NOSLEEP))
UNDER(vmem_create("v", 0, 0, 1, 0, 0, 0, 0, VM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(vmem_create("v", 0, 0, 1, 0, 0, 0, 0, VM_NOSLEEP))
UNDER(ddi_umem_alloc(8, DDI_UMEM_SLEEP, &sc->cookie)) // expect: sleeping-alloc-under-lock
UNDER(ddi_umem_alloc(8, DDI_UMEM_NOSLEEP, &sc->cookie))
UNDER(ddi_strdup("s", KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(ddi_strdup("s", KM_NOSLEEP))
UNDER(getrbuf(KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(getrbuf(KM_NOSLEEP))
UNDER(nvlist_alloc(&sc->cookie, 1, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(nvlist_alloc(&sc->cookie, 1, KM_NOSLEEP))
UNDER(nvlist_dup(0, &sc->cookie, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(nvlist_dup(0, &sc->cookie, KM_NOSLEEP))
UNDER(nvlist_pack(0, 0, 0, 1, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(nvlist_pack(0, 0, 0, 1, KM_NOSLEEP))
UNDER(nvlist_unpack(0, 8, &sc->cookie, KM_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(nvlist_unpack(0, 8, &sc->cookie, KM_NOSLEEP))

// A callback of DDI_DMA_SLEEP or SLEEP_FUNC waits, of NULL gives up. The value of a
// name whose macro casts to a function pointer is not known yet.
UNDER(ddi_dma_alloc_handle(sc->dip, 0, DDI_DMA_SLEEP, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_dma_alloc_handle(sc->dip, 0, DDI_DMA_DONTWAIT, 0, 0))
UNDER(ddi_dma_mem_alloc(0, 8, 0, 0, DDI_DMA_SLEEP, 0, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_dma_mem_alloc(0, 8, 0, 0, DDI_DMA_DONTWAIT, 0, 0, 0, 0))
UNDER(ddi_dma_addr_bind_handle(0, 0, 0, 8, 0, DDI_DMA_SLEEP, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_dma_addr_bind_handle(0, 0, 0, 8, 0, DDI_DMA_DONTWAIT, 0, 0, 0))
UNDER(ddi_dma_buf_bind_handle(0, 0, 0, DDI_DMA_SLEEP, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_dma_buf_bind_handle(0, 0, 0, DDI_DMA_DONTWAIT, 0, 0, 0))
UNDER(scsi_init_pkt(0, 0, 0, 6, 1, 0, 0, SLEEP_FUNC, 0)) // expect: sleeping-alloc-under-lock
UNDER(scsi_init_pkt(0, 0, 0, 6, 1, 0, 0, NULL_FUNC, 0))
UNDER(scsi_alloc_consistent_buf(0, 0, 8, 0, SLEEP_FUNC, 0)) // expect: sleeping-alloc-under-lock
UNDER(scsi_alloc_consistent_buf(0, 0, 8, 0, NULL_FUNC, 0))
UNDER(scsi_probe(0, SLEEP_FUNC)) // expect: sleep-under-lock
UNDER(scsi_probe(0, NULL_FUNC))

// Addresses of the kernel's own do not fault.
UNDER(ddi_copyin(0, 0, 8, 0)) // expect: sleep-under-lock
UNDER(ddi_copyin(0, 0, 8, FKIOCTL))
UNDER(ddi_copyout(0, 0, 8, 0)) // expect: sleep-under-lock
UNDER(ddi_copyout(0, 0, 8, FKIOCTL))
UNDER(ddi_log_sysevent(sc->dip, "v", "c", "s", 0, 0, DDI_SLEEP)) // expect: sleep-under-lock
UNDER(ddi_log_sysevent(sc->dip, "v", "c", "s", 0, 0, DDI_NOSLEEP))

// USB requests.
UNDER(usb_pipe_close(sc->dip, 0, USB_FLAGS_SLEEP, 0, 0)) // expect: sleep-under-lock
UNDER(usb_pipe_close(sc->dip, 0, 0, 0, 0))
UNDER(usb_pipe_reset(sc->dip, 0, USB_FLAGS_SLEEP, 0, 0)) // expect: sleep-under-lock
UNDER(usb_pipe_ctrl_xfer(0, 0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_bulk_xfer(0, 0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_intr_xfer(0, 0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_isoc_xfer(0, 0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_isoc_xfer(0, 0, 0))
UNDER(usb_pipe_drain_reqs(sc->dip, 0, 1, USB_FLAGS_SLEEP, 0, 0)) // expect: sleep-under-lock
UNDER(usb_pipe_drain_reqs(sc->dip, 0, 1, 0, 0, 0))
UNDER(usb_pipe_stop_intr_polling(0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_stop_isoc_polling(0, USB_FLAGS_SLEEP)) // expect: sleep-under-lock
UNDER(usb_pipe_stop_isoc_polling(0, 0))
UNDER(usb_alloc_bulk_req(sc->dip, 8, USB_FLAGS_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(usb_alloc_ctrl_req(sc->dip, 8, USB_FLAGS_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(usb_alloc_intr_req(sc->dip, 8, USB_FLAGS_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(usb_alloc_intr_req(sc->dip, 8, 0))
UNDER(usb_alloc_isoc_req(sc->dip, 1, 8, USB_FLAGS_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(usb_alloc_isoc_req(sc->dip, 1, 8, 0))

// Whoever waits for memory gets it, as far as the manual promises.
IF_NULL(kmem_alloc(8, KM_SLEEP))
IF_NULL(kmem_zalloc(8, KM_NOSLEEP)) // expect: recursive-lock
IF_NULL(kmem_cache_alloc(0, KM_SLEEP))
IF_NULL(kmem_cache_alloc(0, KM_NOSLEEP)) // expect: recursive-lock
IF_NULL(vmem_alloc(0, 8, VM_SLEEP))
IF_NULL(vmem_alloc(0, 8, VM_NOSLEEP)) // expect: recursive-lock
IF_NULL(vmem_xalloc(0, 8, 0, 0, 0, 0, 0, VM_SLEEP))
IF_NULL(vmem_xalloc(0, 8, 0, 0, 0, 0, 0, VM_NOSLEEP)) // expect: recursive-lock
IF_NULL(ddi_umem_alloc(8, DDI_UMEM_SLEEP, &sc->cookie))
IF_NULL(ddi_umem_alloc(8, DDI_UMEM_NOSLEEP, &sc->cookie)) // expect: recursive-lock
IF_NULL(ddi_strdup("s", KM_SLEEP))
IF_NULL(ddi_strdup("s", KM_NOSLEEP)) // expect: recursive-lock
IF_NULL(getrbuf(KM_SLEEP))
IF_NULL(getrbuf(KM_NOSLEEP)) // expect: recursive-lock
