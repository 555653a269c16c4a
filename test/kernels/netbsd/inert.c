// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
#define M (&sc->mtx)

// mutex_obj(9)
int mutex_obj_hold(), mutex_obj_free(), mutex_owner(), mutex_ownable();
KNOWN(mutex_obj_hold(M), mutex_obj_free(M), mutex_owner(M)) // expect: recursive-lock
KNOWN(mutex_ownable(M)) // expect: recursive-lock

// sys/sys/tty.h
int putc(), b_to_q();
KNOWN(putc(1, M), b_to_q(M, 1, M)) // expect: recursive-lock

// kernel_lock(9)
int KERNEL_UNLOCK_ALL(), KERNEL_LOCKED_P();
KNOWN(KERNEL_UNLOCK_ALL(M), KERNEL_LOCKED_P(M)) // expect: recursive-lock

// condvar(9)
int cv_init(), cv_destroy(), cv_has_waiters(), cv_is_valid();
KNOWN(cv_init(M), cv_destroy(M), cv_has_waiters(M), cv_is_valid(M)) // expect: recursive-lock

// softint(9)
int softint_schedule();
KNOWN(softint_schedule(M)) // expect: recursive-lock

// callout(9)
int callout_init(), callout_destroy(), callout_stop(), callout_schedule(),
    callout_pending(), callout_expired(), callout_active(), callout_invoking(),
    callout_ack();
KNOWN(callout_init(M), callout_destroy(M), callout_stop(M)) // expect: recursive-lock
KNOWN(callout_schedule(M), callout_pending(M), callout_expired(M)) // expect: recursive-lock
KNOWN(callout_active(M), callout_invoking(M), callout_ack(M)) // expect: recursive-lock

// workqueue(9)
int workqueue_enqueue();
KNOWN(workqueue_enqueue(M)) // expect: recursive-lock

// usbdi(9)
int usb_add_task(), usb_rem_task(), usbd_errstr(), usbd_get_quirks(),
    usbd_get_interface_descriptor(), usbd_interface2endpoint_descriptor(),
    usbd_get_config_descriptor(), usbd_get_device_descriptor(), usbd_get_buffer(),
    usbd_find_idesc(), usbd_find_edesc(), usbd_ratecheck(), usb_match_device(),
    usbd_add_drv_event(), usb_detach_broadcast(), usbd_transfer();
KNOWN(usb_add_task(M), usb_rem_task(M), usbd_errstr(M)) // expect: recursive-lock
KNOWN(usbd_get_quirks(M), usbd_get_interface_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_interface2endpoint_descriptor(M), usbd_get_config_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_get_device_descriptor(M), usbd_get_buffer(M)) // expect: recursive-lock
KNOWN(usbd_find_idesc(M), usbd_find_edesc(M), usbd_ratecheck(M)) // expect: recursive-lock
KNOWN(usb_match_device(M), usbd_add_drv_event(M)) // expect: recursive-lock
KNOWN(usb_detach_broadcast(M), usbd_transfer(M)) // expect: recursive-lock

// kpreempt(9), pserialize(9)
int kpreempt_disable(), kpreempt_enable(), pserialize_read_enter(),
    pserialize_read_exit();
KNOWN(kpreempt_disable(M), kpreempt_enable(M), pserialize_read_enter(M)) // expect: recursive-lock
KNOWN(pserialize_read_exit(M)) // expect: recursive-lock

// kprintf(9), autoconf(9)
int printf(), snprintf(), vsnprintf(), vprintf(), log(), addlog(), uprintf(),
    device_printf(), aprint_normal(), aprint_error(), aprint_verbose(), aprint_debug(),
    aprint_naive(), aprint_normal_dev(), aprint_error_dev(), aprint_verbose_dev(),
    aprint_debug_dev(), aprint_naive_dev(), aprint_normal_ifnet(), aprint_error_ifnet(),
    aprint_verbose_ifnet(), aprint_debug_ifnet(), ether_sprintf(), device_xname(),
    device_private(), device_unit(), device_parent(), device_is_active(),
    device_has_power();
KNOWN(printf(M), snprintf(M), vsnprintf(M), vprintf(M), log(M)) // expect: recursive-lock
KNOWN(addlog(M), uprintf(M), device_printf(M), aprint_normal(M)) // expect: recursive-lock
KNOWN(aprint_error(M), aprint_verbose(M), aprint_debug(M)) // expect: recursive-lock
KNOWN(aprint_naive(M), aprint_normal_dev(M), aprint_error_dev(M)) // expect: recursive-lock
KNOWN(aprint_verbose_dev(M), aprint_debug_dev(M), aprint_naive_dev(M)) // expect: recursive-lock
KNOWN(aprint_normal_ifnet(M), aprint_error_ifnet(M)) // expect: recursive-lock
KNOWN(aprint_verbose_ifnet(M), aprint_debug_ifnet(M), ether_sprintf(M)) // expect: recursive-lock
KNOWN(device_xname(M), device_private(M), device_unit(M)) // expect: recursive-lock
KNOWN(device_parent(M), device_is_active(M), device_has_power(M)) // expect: recursive-lock

// memcpy(9), byteorder(3), ratecheck(9), microtime(9)
int memset(), memcpy(), memmove(), memcmp(), bzero(), bcopy(), bcmp(), strlen(),
    strcmp(), strncmp(), strcpy(), strncpy(), strlcpy(), strlcat(), strchr(), strrchr(),
    strstr(), min(), max(), imin(), imax(), lmin(), lmax(), ulmin(), ulmax(), ffs(),
    popcount32(), htons(), htonl(), ntohs(), ntohl(), htole16(), htole32(), htole64(),
    le16toh(), le32toh(), le64toh(), htobe16(), htobe32(), htobe64(), be16toh(),
    be32toh(), be64toh(), bswap16(), bswap32(), bswap64(), cprng_fast32(),
    cprng_strong32(), random(), mstohz(), hztoms(), tvtohz(), ratecheck(),
    ppsratecheck(), getmicrotime(), microtime(), getmicrouptime(), microuptime(),
    getnanotime(), nanotime(), getbinuptime(), binuptime();
KNOWN(memset(M), memcpy(M), memmove(M), memcmp(M), bzero(M)) // expect: recursive-lock
KNOWN(bcopy(M), bcmp(M), strlen(M), strcmp(M), strncmp(M)) // expect: recursive-lock
KNOWN(strcpy(M), strncpy(M), strlcpy(M), strlcat(M), strchr(M)) // expect: recursive-lock
KNOWN(strrchr(M), strstr(M), min(M), max(M), imin(M), imax(M)) // expect: recursive-lock
KNOWN(lmin(M), lmax(M), ulmin(M), ulmax(M), ffs(M)) // expect: recursive-lock
KNOWN(popcount32(M), htons(M), htonl(M), ntohs(M), ntohl(M)) // expect: recursive-lock
KNOWN(htole16(M), htole32(M), htole64(M), le16toh(M), le32toh(M)) // expect: recursive-lock
KNOWN(le64toh(M), htobe16(M), htobe32(M), htobe64(M), be16toh(M)) // expect: recursive-lock
KNOWN(be32toh(M), be64toh(M), bswap16(M), bswap32(M), bswap64(M)) // expect: recursive-lock
KNOWN(cprng_fast32(M), cprng_strong32(M), random(M), mstohz(M)) // expect: recursive-lock
KNOWN(hztoms(M), tvtohz(M), ratecheck(M), ppsratecheck(M)) // expect: recursive-lock
KNOWN(getmicrotime(M), microtime(M), getmicrouptime(M)) // expect: recursive-lock
KNOWN(microuptime(M), getnanotime(M), nanotime(M), getbinuptime(M)) // expect: recursive-lock
KNOWN(binuptime(M)) // expect: recursive-lock

// kmem(9), mbuf(9), bus_dma(9)
int kmem_free(), kmem_intr_free(), free(), kern_free(), pool_put(), pool_cache_put(),
    m_freem(), m_free(), m_adj(), m_cat(), m_copydata(), m_copyback(), m_pullup(),
    m_devget(), bus_dmamem_free(), bus_dmamem_unmap(), bus_dmamap_destroy(),
    bus_dmamap_unload(), bus_dmamap_sync();
KNOWN(kmem_free(M), kmem_intr_free(M), free(M), kern_free(M)) // expect: recursive-lock
KNOWN(pool_put(M), pool_cache_put(M), m_freem(M), m_free(M)) // expect: recursive-lock
KNOWN(m_adj(M), m_cat(M), m_copydata(M), m_copyback(M)) // expect: recursive-lock
KNOWN(m_pullup(M), m_devget(M), bus_dmamem_free(M)) // expect: recursive-lock
KNOWN(bus_dmamem_unmap(M), bus_dmamap_destroy(M), bus_dmamap_unload(M)) // expect: recursive-lock
KNOWN(bus_dmamap_sync(M)) // expect: recursive-lock

// bus_space(9), pci(9)
int bus_space_read_1(), bus_space_read_2(), bus_space_read_4(), bus_space_read_8(),
    bus_space_write_1(), bus_space_write_2(), bus_space_write_4(), bus_space_write_8(),
    bus_space_barrier(), bus_space_unmap(), bus_space_read_multi_1(),
    bus_space_read_multi_2(), bus_space_read_multi_4(), bus_space_write_multi_1(),
    bus_space_write_multi_2(), bus_space_write_multi_4(), bus_space_read_region_1(),
    bus_space_write_region_1(), bus_space_read_region_4(), bus_space_write_region_4(),
    bus_space_set_region_4(), pci_conf_read(), pci_conf_write(), pci_intr_string(),
    pci_devinfo(), pci_find_device();
KNOWN(bus_space_read_1(M), bus_space_read_2(M), bus_space_read_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_8(M), bus_space_write_1(M), bus_space_write_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_4(M), bus_space_write_8(M), bus_space_barrier(M)) // expect: recursive-lock
KNOWN(bus_space_unmap(M), bus_space_read_multi_1(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_2(M), bus_space_read_multi_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_1(M), bus_space_write_multi_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_4(M), bus_space_read_region_1(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_1(M), bus_space_read_region_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_4(M), bus_space_set_region_4(M)) // expect: recursive-lock
KNOWN(pci_conf_read(M), pci_conf_write(M), pci_intr_string(M)) // expect: recursive-lock
KNOWN(pci_devinfo(M), pci_find_device(M)) // expect: recursive-lock

// atomic_ops(3), membar_ops(3), selnotify(9)
int atomic_add_32(), atomic_add_int(), atomic_inc_32(), atomic_inc_uint(),
    atomic_inc_64(), atomic_inc_ulong(), atomic_dec_32(), atomic_dec_uint(),
    atomic_dec_uint_nv(), atomic_inc_uint_nv(), atomic_dec_32_nv(), atomic_inc_32_nv(),
    atomic_or_32(), atomic_or_uint(), atomic_and_32(), atomic_and_uint(),
    atomic_cas_32(), atomic_cas_uint(), atomic_cas_ptr(), atomic_swap_32(),
    atomic_swap_uint(), atomic_swap_ptr(), membar_enter(), membar_exit(),
    membar_producer(), membar_consumer(), membar_sync(), selnotify(), selrecord(),
    psignal(), fownsignal(), rnd_add_uint32(), evcnt_attach_dynamic(), evcnt_detach();
KNOWN(atomic_add_32(M), atomic_add_int(M), atomic_inc_32(M)) // expect: recursive-lock
KNOWN(atomic_inc_uint(M), atomic_inc_64(M), atomic_inc_ulong(M)) // expect: recursive-lock
KNOWN(atomic_dec_32(M), atomic_dec_uint(M), atomic_dec_uint_nv(M)) // expect: recursive-lock
KNOWN(atomic_inc_uint_nv(M), atomic_dec_32_nv(M), atomic_inc_32_nv(M)) // expect: recursive-lock
KNOWN(atomic_or_32(M), atomic_or_uint(M), atomic_and_32(M)) // expect: recursive-lock
KNOWN(atomic_and_uint(M), atomic_cas_32(M), atomic_cas_uint(M)) // expect: recursive-lock
KNOWN(atomic_cas_ptr(M), atomic_swap_32(M), atomic_swap_uint(M)) // expect: recursive-lock
KNOWN(atomic_swap_ptr(M), membar_enter(M), membar_exit(M)) // expect: recursive-lock
KNOWN(membar_producer(M), membar_consumer(M), membar_sync(M)) // expect: recursive-lock
KNOWN(selnotify(M), selrecord(M), psignal(M), fownsignal(M)) // expect: recursive-lock
KNOWN(rnd_add_uint32(M), evcnt_attach_dynamic(M), evcnt_detach(M)) // expect: recursive-lock
