// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
#define M (&sc->mtx)

// sys/sys/mutex.h
int thread_lock(), thread_lock_flags(), thread_unlock(), thread_lock_flags_();
KNOWN(thread_lock(M), thread_lock_flags(M), thread_unlock(M)) // expect: recursive-lock
KNOWN(thread_lock_flags_(M)) // expect: recursive-lock

// mtx_pool(9)
int mtx_pool_lock(), mtx_pool_unlock(), mtx_pool_lock_spin(), mtx_pool_unlock_spin();
KNOWN(mtx_pool_lock(M), mtx_pool_unlock(M), mtx_pool_lock_spin(M)) // expect: recursive-lock
KNOWN(mtx_pool_unlock_spin(M)) // expect: recursive-lock

// sys/sys/mutex.h
int DROP_GIANT(), PICKUP_GIANT(), PARTIAL_PICKUP_GIANT(), NET_LOCK_GIANT(),
    NET_UNLOCK_GIANT(), NET_ASSERT_GIANT(), VFS_LOCK_GIANT(), VFS_UNLOCK_GIANT(),
    GIANT_REQUIRED();
KNOWN(DROP_GIANT(M), PICKUP_GIANT(M), PARTIAL_PICKUP_GIANT(M)) // expect: recursive-lock
KNOWN(NET_LOCK_GIANT(M), NET_UNLOCK_GIANT(M), NET_ASSERT_GIANT(M)) // expect: recursive-lock
KNOWN(VFS_LOCK_GIANT(M), VFS_UNLOCK_GIANT(M), GIANT_REQUIRED(M)) // expect: recursive-lock

// unr(9), "does not allocate memory and never sleeps"
int alloc_unr();
KNOWN(alloc_unr(M)) // expect: recursive-lock

// sysctl(9)
int SYSCTL_OUT();
KNOWN(SYSCTL_OUT(M)) // expect: recursive-lock

// kern/subr_autoconf.c
int config_intrhook_disestablish();
KNOWN(config_intrhook_disestablish(M)) // expect: recursive-lock

// callout(9)
int callout_init(), callout_init_mtx(), callout_init_rw(), callout_init_rm(),
    callout_stop(), callout_schedule(), callout_pending(), callout_active(),
    callout_deactivate(), _callout_stop_safe(), callout_handle_init();
KNOWN(callout_init(M), callout_init_mtx(M), callout_init_rw(M)) // expect: recursive-lock
KNOWN(callout_init_rm(M), callout_stop(M), callout_schedule(M)) // expect: recursive-lock
KNOWN(callout_pending(M), callout_active(M), callout_deactivate(M)) // expect: recursive-lock
KNOWN(_callout_stop_safe(M), callout_handle_init(M)) // expect: recursive-lock

// timeout(9)
int untimeout();
KNOWN(untimeout(M)) // expect: recursive-lock

// taskqueue(9)
int taskqueue_enqueue(), taskqueue_enqueue_fast(), taskqueue_enqueue_timeout(),
    taskqueue_cancel(), taskqueue_cancel_timeout();
KNOWN(taskqueue_enqueue(M), taskqueue_enqueue_fast(M)) // expect: recursive-lock
KNOWN(taskqueue_enqueue_timeout(M), taskqueue_cancel(M)) // expect: recursive-lock
KNOWN(taskqueue_cancel_timeout(M)) // expect: recursive-lock

// sys/dev/usb/usbdi.h
int usbd_errstr(), usbd_get_interface_descriptor(),
    usbd_interface2endpoint_descriptor(), usbd_get_device_descriptor(),
    usbd_get_config_descriptor(), usbd_alloc_buffer(), usbd_free_buffer(),
    usbd_get_buffer(), usbd_ratecheck(), usb_add_task(), usbd_find_idesc(),
    usbd_find_edesc(), usbd_get_speed(), usbd_get_quirks(), usb_match_device(),
    usbd_add_drv_event(), usbd_add_dev_event(), usb_detach_wakeup(),
    usbd_clear_endpoint_toggle();
KNOWN(usbd_errstr(M), usbd_get_interface_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_interface2endpoint_descriptor(M), usbd_get_device_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_get_config_descriptor(M), usbd_alloc_buffer(M)) // expect: recursive-lock
KNOWN(usbd_free_buffer(M), usbd_get_buffer(M), usbd_ratecheck(M)) // expect: recursive-lock
KNOWN(usb_add_task(M), usbd_find_idesc(M), usbd_find_edesc(M)) // expect: recursive-lock
KNOWN(usbd_get_speed(M), usbd_get_quirks(M), usb_match_device(M)) // expect: recursive-lock
KNOWN(usbd_add_drv_event(M), usbd_add_dev_event(M)) // expect: recursive-lock
KNOWN(usb_detach_wakeup(M), usbd_clear_endpoint_toggle(M)) // expect: recursive-lock

// critical_enter(9)
int critical_enter(), critical_exit();
KNOWN(critical_enter(M), critical_exit(M)) // expect: recursive-lock

// printf(9), device_printf(9), sbuf(9)
int printf(), device_printf(), if_printf(), log(), addlog(), sprintf(), snprintf(),
    vprintf(), vsnprintf(), uprintf(), tprintf(), device_print_prettyname(),
    device_set_desc(), device_set_desc_copy(), sbuf_printf(), sbuf_cat(), sbuf_bcat(),
    sbuf_cpy(), sbuf_trim(), sbuf_finish(), sbuf_data(), sbuf_len(), ether_sprintf(),
    hexdump(), xpt_print_path(), xpt_print();
KNOWN(printf(M), device_printf(M), if_printf(M), log(M)) // expect: recursive-lock
KNOWN(addlog(M), sprintf(M), snprintf(M), vprintf(M)) // expect: recursive-lock
KNOWN(vsnprintf(M), uprintf(M), tprintf(M)) // expect: recursive-lock
KNOWN(device_print_prettyname(M), device_set_desc(M)) // expect: recursive-lock
KNOWN(device_set_desc_copy(M), sbuf_printf(M), sbuf_cat(M)) // expect: recursive-lock
KNOWN(sbuf_bcat(M), sbuf_cpy(M), sbuf_trim(M), sbuf_finish(M)) // expect: recursive-lock
KNOWN(sbuf_data(M), sbuf_len(M), ether_sprintf(M), hexdump(M)) // expect: recursive-lock
KNOWN(xpt_print_path(M), xpt_print(M)) // expect: recursive-lock

// sys/sys/libkern.h, sys/sys/systm.h
int bzero(), bcopy(), bcmp(), memset(), memcpy(), memmove(), memcmp(), ovbcopy(),
    strlen(), strcmp(), strncmp(), strcpy(), strncpy(), strlcpy(), strlcat(), strcat(),
    strsep(), strchr(), index(), rindex(), strtol(), strtoul(), strtoq(), strtouq(),
    strcasecmp(), strncasecmp(), strvalid(), strspn();
KNOWN(bzero(M), bcopy(M), bcmp(M), memset(M), memcpy(M)) // expect: recursive-lock
KNOWN(memmove(M), memcmp(M), ovbcopy(M), strlen(M), strcmp(M)) // expect: recursive-lock
KNOWN(strncmp(M), strcpy(M), strncpy(M), strlcpy(M), strlcat(M)) // expect: recursive-lock
KNOWN(strcat(M), strsep(M), strchr(M), index(M), rindex(M)) // expect: recursive-lock
KNOWN(strtol(M), strtoul(M), strtoq(M), strtouq(M), strcasecmp(M)) // expect: recursive-lock
KNOWN(strncasecmp(M), strvalid(M), strspn(M)) // expect: recursive-lock

// sys/sys/libkern.h, byteorder(9)
int min(), max(), imin(), imax(), lmin(), lmax(), ulmin(), ulmax(), ffs(), ffsl(),
    fls(), flsl(), abs(), qsort(), random(), arc4random(), srandom(), skpc(), scanc(),
    bcd2bin(), bin2bcd(), ntohl(), ntohs(), htonl(), htons(), htole16(), htole32(),
    htole64(), le16toh(), le32toh(), le64toh(), htobe16(), htobe32(), htobe64(),
    be16toh(), be32toh(), be64toh(), bswap16(), bswap32(), bswap64(), __bswap16(),
    __bswap32(), __bswap64();
KNOWN(min(M), max(M), imin(M), imax(M), lmin(M), lmax(M)) // expect: recursive-lock
KNOWN(ulmin(M), ulmax(M), ffs(M), ffsl(M), fls(M), flsl(M)) // expect: recursive-lock
KNOWN(abs(M), qsort(M), random(M), arc4random(M), srandom(M)) // expect: recursive-lock
KNOWN(skpc(M), scanc(M), bcd2bin(M), bin2bcd(M), ntohl(M)) // expect: recursive-lock
KNOWN(ntohs(M), htonl(M), htons(M), htole16(M), htole32(M)) // expect: recursive-lock
KNOWN(htole64(M), le16toh(M), le32toh(M), le64toh(M), htobe16(M)) // expect: recursive-lock
KNOWN(htobe32(M), htobe64(M), be16toh(M), be32toh(M), be64toh(M)) // expect: recursive-lock
KNOWN(bswap16(M), bswap32(M), bswap64(M), __bswap16(M)) // expect: recursive-lock
KNOWN(__bswap32(M), __bswap64(M)) // expect: recursive-lock

// malloc(9), mbuf(9)
int free(), contigfree(), uma_zfree(), uma_zfree_arg(), m_freem(), m_free(),
    bus_dmamem_free(), free_unr(), kmem_free(), m_adj(), m_cat(), m_copydata(),
    m_copyback(), m_append(), m_pullup(), m_length(), m_devget(), m_tag_delete(),
    m_tag_find(), m_print(), sbuf_delete();
KNOWN(free(M), contigfree(M), uma_zfree(M), uma_zfree_arg(M)) // expect: recursive-lock
KNOWN(m_freem(M), m_free(M), bus_dmamem_free(M), free_unr(M)) // expect: recursive-lock
KNOWN(kmem_free(M), m_adj(M), m_cat(M), m_copydata(M)) // expect: recursive-lock
KNOWN(m_copyback(M), m_append(M), m_pullup(M), m_length(M)) // expect: recursive-lock
KNOWN(m_devget(M), m_tag_delete(M), m_tag_find(M), m_print(M)) // expect: recursive-lock
KNOWN(sbuf_delete(M)) // expect: recursive-lock

// bus_space(9), machine/cpufunc.h
int bus_space_read_1(), bus_space_read_2(), bus_space_read_4(), bus_space_read_8(),
    bus_space_write_1(), bus_space_write_2(), bus_space_write_4(), bus_space_write_8(),
    bus_space_read_multi_1(), bus_space_read_multi_2(), bus_space_read_multi_4(),
    bus_space_write_multi_1(), bus_space_write_multi_2(), bus_space_write_multi_4(),
    bus_space_read_region_1(), bus_space_read_region_2(), bus_space_read_region_4(),
    bus_space_write_region_1(), bus_space_write_region_2(), bus_space_write_region_4(),
    bus_space_read_stream_2(), bus_space_read_stream_4(), bus_space_write_stream_2(),
    bus_space_write_stream_4(), bus_space_read_multi_stream_2(),
    bus_space_read_multi_stream_4(), bus_space_write_multi_stream_2(),
    bus_space_write_multi_stream_4(), bus_space_set_region_1(),
    bus_space_set_region_2(), bus_space_set_region_4(), bus_space_barrier(),
    bus_space_unmap(), inb(), inw(), inl(), outb(), outw(), outl(), insb(), insw(),
    insl(), outsb(), outsw(), outsl(), readb(), readw(), readl(), writeb(), writew(),
    writel(), rdmsr(), wrmsr(), rdtsc(), wbinvd(), cpu_spinwait();
KNOWN(bus_space_read_1(M), bus_space_read_2(M), bus_space_read_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_8(M), bus_space_write_1(M), bus_space_write_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_4(M), bus_space_write_8(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_1(M), bus_space_read_multi_2(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_4(M), bus_space_write_multi_1(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_2(M), bus_space_write_multi_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_region_1(M), bus_space_read_region_2(M)) // expect: recursive-lock
KNOWN(bus_space_read_region_4(M), bus_space_write_region_1(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_2(M), bus_space_write_region_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_stream_2(M), bus_space_read_stream_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_stream_2(M), bus_space_write_stream_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_stream_2(M), bus_space_read_multi_stream_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_stream_2(M), bus_space_write_multi_stream_4(M)) // expect: recursive-lock
KNOWN(bus_space_set_region_1(M), bus_space_set_region_2(M)) // expect: recursive-lock
KNOWN(bus_space_set_region_4(M), bus_space_barrier(M)) // expect: recursive-lock
KNOWN(bus_space_unmap(M), inb(M), inw(M), inl(M), outb(M)) // expect: recursive-lock
KNOWN(outw(M), outl(M), insb(M), insw(M), insl(M), outsb(M)) // expect: recursive-lock
KNOWN(outsw(M), outsl(M), readb(M), readw(M), readl(M)) // expect: recursive-lock
KNOWN(writeb(M), writew(M), writel(M), rdmsr(M), wrmsr(M)) // expect: recursive-lock
KNOWN(rdtsc(M), wbinvd(M), cpu_spinwait(M)) // expect: recursive-lock

// bus_dma(9)
int bus_dmamap_sync(), bus_dmamap_unload(), bus_dmamap_destroy(), bus_dma_tag_destroy();
KNOWN(bus_dmamap_sync(M), bus_dmamap_unload(M), bus_dmamap_destroy(M)) // expect: recursive-lock
KNOWN(bus_dma_tag_destroy(M)) // expect: recursive-lock

// bus_alloc_resource(9), rman(9)
int bus_alloc_resource(), bus_alloc_resource_any(), bus_release_resource(),
    bus_activate_resource(), bus_deactivate_resource(), bus_set_resource(),
    bus_get_resource_start(), bus_get_resource_count(), bus_delete_resource(),
    rman_get_bustag(), rman_get_bushandle(), rman_get_start(), rman_get_end(),
    rman_get_size(), rman_get_virtual(), rman_get_rid(), rman_get_flags(),
    resource_disabled();
KNOWN(bus_alloc_resource(M), bus_alloc_resource_any(M)) // expect: recursive-lock
KNOWN(bus_release_resource(M), bus_activate_resource(M)) // expect: recursive-lock
KNOWN(bus_deactivate_resource(M), bus_set_resource(M)) // expect: recursive-lock
KNOWN(bus_get_resource_start(M), bus_get_resource_count(M)) // expect: recursive-lock
KNOWN(bus_delete_resource(M), rman_get_bustag(M), rman_get_bushandle(M)) // expect: recursive-lock
KNOWN(rman_get_start(M), rman_get_end(M), rman_get_size(M)) // expect: recursive-lock
KNOWN(rman_get_virtual(M), rman_get_rid(M), rman_get_flags(M)) // expect: recursive-lock
KNOWN(resource_disabled(M)) // expect: recursive-lock

// device(9), devclass(9)
int device_get_softc(), device_get_unit(), device_get_nameunit(), device_get_name(),
    device_get_parent(), device_get_ivars(), device_set_ivars(), device_get_flags(),
    device_set_flags(), device_get_desc(), device_get_driver(), device_get_devclass(),
    device_get_sysctl_ctx(), device_get_sysctl_tree(), device_is_attached(),
    device_is_alive(), device_is_enabled(), device_is_quiet(), device_quiet(),
    device_verbose(), device_get_state(), device_busy(), device_unbusy(),
    device_add_child(), devclass_get_softc(), devclass_get_device(), devclass_find(),
    devclass_get_maxunit(), devclass_get_count();
KNOWN(device_get_softc(M), device_get_unit(M), device_get_nameunit(M)) // expect: recursive-lock
KNOWN(device_get_name(M), device_get_parent(M), device_get_ivars(M)) // expect: recursive-lock
KNOWN(device_set_ivars(M), device_get_flags(M), device_set_flags(M)) // expect: recursive-lock
KNOWN(device_get_desc(M), device_get_driver(M), device_get_devclass(M)) // expect: recursive-lock
KNOWN(device_get_sysctl_ctx(M), device_get_sysctl_tree(M)) // expect: recursive-lock
KNOWN(device_is_attached(M), device_is_alive(M), device_is_enabled(M)) // expect: recursive-lock
KNOWN(device_is_quiet(M), device_quiet(M), device_verbose(M)) // expect: recursive-lock
KNOWN(device_get_state(M), device_busy(M), device_unbusy(M)) // expect: recursive-lock
KNOWN(device_add_child(M), devclass_get_softc(M)) // expect: recursive-lock
KNOWN(devclass_get_device(M), devclass_find(M), devclass_get_maxunit(M)) // expect: recursive-lock
KNOWN(devclass_get_count(M)) // expect: recursive-lock

// pci(9), sys/isa/isavar.h
int pci_read_config(), pci_write_config(), pci_get_device(), pci_get_vendor(),
    pci_get_devid(), pci_get_subdevice(), pci_get_subvendor(), pci_get_revid(),
    pci_get_class(), pci_get_subclass(), pci_get_progif(), pci_get_slot(),
    pci_get_bus(), pci_get_function(), pci_get_irq(), pci_enable_busmaster(),
    pci_disable_busmaster(), pci_enable_io(), pci_disable_io(), pci_msi_count(),
    pci_msix_count(), pci_get_powerstate(), pci_set_powerstate(),
    pci_get_max_read_req(), isa_get_irq(), isa_get_drq(), isa_get_port(),
    isa_get_logicalid(), isa_set_irq(), ISA_PNP_PROBE();
KNOWN(pci_read_config(M), pci_write_config(M), pci_get_device(M)) // expect: recursive-lock
KNOWN(pci_get_vendor(M), pci_get_devid(M), pci_get_subdevice(M)) // expect: recursive-lock
KNOWN(pci_get_subvendor(M), pci_get_revid(M), pci_get_class(M)) // expect: recursive-lock
KNOWN(pci_get_subclass(M), pci_get_progif(M), pci_get_slot(M)) // expect: recursive-lock
KNOWN(pci_get_bus(M), pci_get_function(M), pci_get_irq(M)) // expect: recursive-lock
KNOWN(pci_enable_busmaster(M), pci_disable_busmaster(M)) // expect: recursive-lock
KNOWN(pci_enable_io(M), pci_disable_io(M), pci_msi_count(M)) // expect: recursive-lock
KNOWN(pci_msix_count(M), pci_get_powerstate(M), pci_set_powerstate(M)) // expect: recursive-lock
KNOWN(pci_get_max_read_req(M), isa_get_irq(M), isa_get_drq(M)) // expect: recursive-lock
KNOWN(isa_get_port(M), isa_get_logicalid(M), isa_set_irq(M)) // expect: recursive-lock
KNOWN(ISA_PNP_PROBE(M)) // expect: recursive-lock

// ifmedia(9), ifnet(9), bpf(9)
int ifmedia_init(), ifmedia_add(), ifmedia_set(), ifmedia_removeall(), if_initname(),
    if_free(), if_link_state_change(), bpfattach(), ether_crc32_le(), ether_crc32_be(),
    bpf_mtap(), bpf_mtap2();
KNOWN(ifmedia_init(M), ifmedia_add(M), ifmedia_set(M)) // expect: recursive-lock
KNOWN(ifmedia_removeall(M), if_initname(M), if_free(M)) // expect: recursive-lock
KNOWN(if_link_state_change(M), bpfattach(M), ether_crc32_le(M)) // expect: recursive-lock
KNOWN(ether_crc32_be(M), bpf_mtap(M), bpf_mtap2(M)) // expect: recursive-lock

// byteorder(9), sys/cam/scsi/scsi_all.h, sys/sys/md5.h
int le16dec(), le32dec(), le64dec(), be16dec(), be32dec(), be64dec(), le16enc(),
    le32enc(), le64enc(), be16enc(), be32enc(), be64enc(), scsi_ulto2b(), scsi_ulto3b(),
    scsi_ulto4b(), scsi_2btoul(), scsi_3btoul(), scsi_4btoul(), MD5Init(), MD5Update(),
    MD5Final(), SHA1Init(), SHA1Update(), SHA1Final();
KNOWN(le16dec(M), le32dec(M), le64dec(M), be16dec(M), be32dec(M)) // expect: recursive-lock
KNOWN(be64dec(M), le16enc(M), le32enc(M), le64enc(M), be16enc(M)) // expect: recursive-lock
KNOWN(be32enc(M), be64enc(M), scsi_ulto2b(M), scsi_ulto3b(M)) // expect: recursive-lock
KNOWN(scsi_ulto4b(M), scsi_2btoul(M), scsi_3btoul(M), scsi_4btoul(M)) // expect: recursive-lock
KNOWN(MD5Init(M), MD5Update(M), MD5Final(M), SHA1Init(M)) // expect: recursive-lock
KNOWN(SHA1Update(M), SHA1Final(M)) // expect: recursive-lock

// bio(9), sys/cam/cam_xpt.h, sys/cam/cam_sim.h
int bioq_init(), bioq_first(), bioq_remove(), bioq_insert_tail(), bioq_insert_head(),
    bioq_disksort(), bioq_takefirst(), cam_sim_path(), cam_sim_name(), cam_sim_unit(),
    cam_sim_bus(), cam_sim_softc(), xpt_setup_ccb(), xpt_path_sim(), xpt_path_periph(),
    xpt_path_path_id(), xpt_path_target_id(), xpt_path_lun_id(), xpt_freeze_simq(),
    xpt_freeze_devq(), xpt_release_simq(), xpt_release_devq(), cam_fill_csio(),
    cam_sim_free();
KNOWN(bioq_init(M), bioq_first(M), bioq_remove(M)) // expect: recursive-lock
KNOWN(bioq_insert_tail(M), bioq_insert_head(M), bioq_disksort(M)) // expect: recursive-lock
KNOWN(bioq_takefirst(M), cam_sim_path(M), cam_sim_name(M)) // expect: recursive-lock
KNOWN(cam_sim_unit(M), cam_sim_bus(M), cam_sim_softc(M)) // expect: recursive-lock
KNOWN(xpt_setup_ccb(M), xpt_path_sim(M), xpt_path_periph(M)) // expect: recursive-lock
KNOWN(xpt_path_path_id(M), xpt_path_target_id(M), xpt_path_lun_id(M)) // expect: recursive-lock
KNOWN(xpt_freeze_simq(M), xpt_freeze_devq(M), xpt_release_simq(M)) // expect: recursive-lock
KNOWN(xpt_release_devq(M), cam_fill_csio(M)) // expect: recursive-lock
KNOWN(cam_sim_free(M, 1)) // expect: recursive-lock

// selrecord(9), psignal(9)
int selrecord(), selwakeup(), selwakeuppri(), psignal(), pgsigio();
KNOWN(selrecord(M), selwakeup(M), selwakeuppri(M), psignal(M)) // expect: recursive-lock
KNOWN(pgsigio(M)) // expect: recursive-lock

// microtime(9), ratecheck(9), atomic(9)
int microtime(), getmicrotime(), nanotime(), getnanotime(), microuptime(),
    getmicrouptime(), binuptime(), getbinuptime(), getnanouptime(), nanouptime(),
    timevalsub(), timevaladd(), tvtohz(), ratecheck(), ppsratecheck(), get_cyclecount(),
    atomic_add_int(), atomic_add_32(), atomic_add_long(), atomic_subtract_int(),
    atomic_subtract_32(), atomic_subtract_long(), atomic_set_int(), atomic_set_32(),
    atomic_set_long(), atomic_clear_int(), atomic_clear_32(), atomic_clear_long(),
    atomic_load_acq_int(), atomic_load_acq_32(), atomic_load_acq_long(),
    atomic_store_rel_int(), atomic_store_rel_32(), atomic_store_rel_long(),
    atomic_readandclear_int(), atomic_readandclear_32(), atomic_cmpset_int(),
    atomic_cmpset_32(), atomic_cmpset_long(), atomic_cmpset_ptr(),
    atomic_fetchadd_int(), atomic_fetchadd_32(), atomic_thread_fence_acq(),
    atomic_thread_fence_rel(), mb(), rmb(), wmb();
KNOWN(microtime(M), getmicrotime(M), nanotime(M), getnanotime(M)) // expect: recursive-lock
KNOWN(microuptime(M), getmicrouptime(M), binuptime(M)) // expect: recursive-lock
KNOWN(getbinuptime(M), getnanouptime(M), nanouptime(M)) // expect: recursive-lock
KNOWN(timevalsub(M), timevaladd(M), tvtohz(M), ratecheck(M)) // expect: recursive-lock
KNOWN(ppsratecheck(M), get_cyclecount(M), atomic_add_int(M)) // expect: recursive-lock
KNOWN(atomic_add_32(M), atomic_add_long(M), atomic_subtract_int(M)) // expect: recursive-lock
KNOWN(atomic_subtract_32(M), atomic_subtract_long(M), atomic_set_int(M)) // expect: recursive-lock
KNOWN(atomic_set_32(M), atomic_set_long(M), atomic_clear_int(M)) // expect: recursive-lock
KNOWN(atomic_clear_32(M), atomic_clear_long(M), atomic_load_acq_int(M)) // expect: recursive-lock
KNOWN(atomic_load_acq_32(M), atomic_load_acq_long(M)) // expect: recursive-lock
KNOWN(atomic_store_rel_int(M), atomic_store_rel_32(M)) // expect: recursive-lock
KNOWN(atomic_store_rel_long(M), atomic_readandclear_int(M)) // expect: recursive-lock
KNOWN(atomic_readandclear_32(M), atomic_cmpset_int(M)) // expect: recursive-lock
KNOWN(atomic_cmpset_32(M), atomic_cmpset_long(M), atomic_cmpset_ptr(M)) // expect: recursive-lock
KNOWN(atomic_fetchadd_int(M), atomic_fetchadd_32(M)) // expect: recursive-lock
KNOWN(atomic_thread_fence_acq(M), atomic_thread_fence_rel(M), mb(M)) // expect: recursive-lock
KNOWN(rmb(M), wmb(M)) // expect: recursive-lock

// sys/sys/systm.h, sys/sys/conf.h
int vtophys(), pmap_kextract(), trunc_page(), round_page(), atop(), ptoa(), minor(),
    major(), dev2unit(), unit2minor(), makedev(), devtoname(), suser(), priv_check(),
    securelevel_gt();
KNOWN(vtophys(M), pmap_kextract(M), trunc_page(M), round_page(M)) // expect: recursive-lock
KNOWN(atop(M), ptoa(M), minor(M), major(M), dev2unit(M)) // expect: recursive-lock
KNOWN(unit2minor(M), makedev(M), devtoname(M), suser(M)) // expect: recursive-lock
KNOWN(priv_check(M), securelevel_gt(M)) // expect: recursive-lock

// g_bio(9)
int g_io_request(), g_io_deliver();
KNOWN(g_io_request(M, M), g_io_deliver(M, 0)) // expect: recursive-lock
