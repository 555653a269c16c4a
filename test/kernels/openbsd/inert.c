// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
#define M (&sc->mtx)

// sys/sys/sched.h
int SCHED_LOCK(), SCHED_UNLOCK(), SCHED_ASSERT_LOCKED(), __mp_lock(), __mp_unlock();
KNOWN(SCHED_LOCK(M), SCHED_UNLOCK(M), SCHED_ASSERT_LOCKED(M)) // expect: recursive-lock
KNOWN(__mp_lock(M), __mp_unlock(M)) // expect: recursive-lock

// cond_init(9), refcnt_init(9)
int cond_init(), refcnt_init(), refcnt_take(), refcnt_rele(), refcnt_rele_wake();
KNOWN(cond_init(M), refcnt_init(M), refcnt_take(M), refcnt_rele(M)) // expect: recursive-lock
KNOWN(refcnt_rele_wake(M)) // expect: recursive-lock

// softintr_establish(9)
int softintr_schedule();
KNOWN(softintr_schedule(M)) // expect: recursive-lock

// timeout(9)
int timeout_add(), timeout_add_sec(), timeout_add_msec(), timeout_add_usec(),
    timeout_add_nsec(), timeout_add_tv(), timeout_abs_ts(), timeout_del(),
    timeout_pending(), timeout_initialized(), timeout_triggered();
KNOWN(timeout_add(M), timeout_add_sec(M), timeout_add_msec(M)) // expect: recursive-lock
KNOWN(timeout_add_usec(M), timeout_add_nsec(M), timeout_add_tv(M)) // expect: recursive-lock
KNOWN(timeout_abs_ts(M), timeout_del(M), timeout_pending(M)) // expect: recursive-lock
KNOWN(timeout_initialized(M), timeout_triggered(M)) // expect: recursive-lock

// task_add(9)
int task_add(), task_del(), task_pending();
KNOWN(task_add(M), task_del(M), task_pending(M)) // expect: recursive-lock

// usbdi(9)
int usb_add_task(), usb_rem_task(), usbd_errstr(), usbd_is_dying(), usbd_deactivate(),
    usbd_ref_incr(), usbd_ref_decr(), usbd_alloc_buffer(),
    usbd_get_interface_descriptor(), usbd_interface2endpoint_descriptor(),
    usbd_get_config_descriptor(), usbd_get_device_descriptor(), usbd_ratecheck(),
    usb_match_device(), usb_detach_wakeup();
int usbd_transfer();
KNOWN(usbd_transfer(M)) // expect: recursive-lock
KNOWN(usb_add_task(M), usb_rem_task(M), usbd_errstr(M)) // expect: recursive-lock
KNOWN(usbd_is_dying(M), usbd_deactivate(M), usbd_ref_incr(M)) // expect: recursive-lock
KNOWN(usbd_ref_decr(M), usbd_alloc_buffer(M)) // expect: recursive-lock
KNOWN(usbd_get_interface_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_interface2endpoint_descriptor(M), usbd_get_config_descriptor(M)) // expect: recursive-lock
KNOWN(usbd_get_device_descriptor(M), usbd_ratecheck(M)) // expect: recursive-lock
KNOWN(usb_match_device(M), usb_detach_wakeup(M)) // expect: recursive-lock

// spl(9)
int splassert(), splsoftassert(), splassert_check();
KNOWN(splassert(M), splsoftassert(M), splassert_check(M)) // expect: recursive-lock

// smr_call(9)
int smr_read_enter(), smr_read_leave(), crit_enter(), crit_leave();
KNOWN(smr_read_enter(M), smr_read_leave(M), crit_enter(M)) // expect: recursive-lock
KNOWN(crit_leave(M)) // expect: recursive-lock

// printf(9)
int printf(), snprintf(), vsnprintf(), vprintf(), log(), addlog(), uprintf(),
    db_printf(), ether_sprintf();
KNOWN(printf(M), snprintf(M), vsnprintf(M), vprintf(M), log(M)) // expect: recursive-lock
KNOWN(addlog(M), uprintf(M), db_printf(M), ether_sprintf(M)) // expect: recursive-lock

// memcpy(9), byteorder(3), microtime(9)
int memset(), memcpy(), memmove(), memcmp(), bzero(), bcopy(), bcmp(), explicit_bzero(),
    timingsafe_bcmp(), strlen(), strcmp(), strncmp(), strncasecmp(), strlcpy(),
    strlcat(), strchr(), strrchr(), min(), max(), imin(), imax(), lmin(), lmax(),
    ulmin(), ulmax(), ffs(), fls(), htons(), htonl(), ntohs(), ntohl(), htole16(),
    htole32(), htole64(), letoh16(), letoh32(), letoh64(), lemtoh16(), lemtoh32(),
    lemtoh64(), betoh16(), betoh32(), htobe16(), htobe32(), bemtoh16(), bemtoh32(),
    swap16(), swap32(), arc4random(), arc4random_uniform(), arc4random_buf(), tvtohz(),
    ratecheck(), ppsratecheck(), microtime(), getmicrotime(), microuptime(),
    getmicrouptime(), nanotime(), getnanotime(), nanouptime(), getnanouptime(),
    getnsecuptime(), nsecuptime(), getuptime(), gettime();
KNOWN(memset(M), memcpy(M), memmove(M), memcmp(M), bzero(M)) // expect: recursive-lock
KNOWN(bcopy(M), bcmp(M), explicit_bzero(M), timingsafe_bcmp(M)) // expect: recursive-lock
KNOWN(strlen(M), strcmp(M), strncmp(M), strncasecmp(M)) // expect: recursive-lock
KNOWN(strlcpy(M), strlcat(M), strchr(M), strrchr(M), min(M)) // expect: recursive-lock
KNOWN(max(M), imin(M), imax(M), lmin(M), lmax(M), ulmin(M)) // expect: recursive-lock
KNOWN(ulmax(M), ffs(M), fls(M), htons(M), htonl(M), ntohs(M)) // expect: recursive-lock
KNOWN(ntohl(M), htole16(M), htole32(M), htole64(M), letoh16(M)) // expect: recursive-lock
KNOWN(letoh32(M), letoh64(M), lemtoh16(M), lemtoh32(M)) // expect: recursive-lock
KNOWN(lemtoh64(M), betoh16(M), betoh32(M), htobe16(M), htobe32(M)) // expect: recursive-lock
KNOWN(bemtoh16(M), bemtoh32(M), swap16(M), swap32(M)) // expect: recursive-lock
KNOWN(arc4random(M), arc4random_uniform(M), arc4random_buf(M)) // expect: recursive-lock
KNOWN(tvtohz(M), ratecheck(M), ppsratecheck(M), microtime(M)) // expect: recursive-lock
KNOWN(getmicrotime(M), microuptime(M), getmicrouptime(M)) // expect: recursive-lock
KNOWN(nanotime(M), getnanotime(M), nanouptime(M), getnanouptime(M)) // expect: recursive-lock
KNOWN(getnsecuptime(M), nsecuptime(M), getuptime(M), gettime(M)) // expect: recursive-lock

// malloc(9), mbuf(9), bus_dma(9)
int free(), pool_put(), dma_free(), m_freem(), m_free(), m_adj(), m_cat(), m_copydata(),
    m_copyback(), m_pullup(), m_devget(), bus_dmamem_free(), bus_dmamem_unmap(),
    bus_dmamap_destroy(), bus_dmamap_unload(), bus_dmamap_sync();
KNOWN(free(M), pool_put(M), dma_free(M), m_freem(M), m_free(M)) // expect: recursive-lock
KNOWN(m_adj(M), m_cat(M), m_copydata(M), m_copyback(M)) // expect: recursive-lock
KNOWN(m_pullup(M), m_devget(M), bus_dmamem_free(M)) // expect: recursive-lock
KNOWN(bus_dmamem_unmap(M), bus_dmamap_destroy(M), bus_dmamap_unload(M)) // expect: recursive-lock
KNOWN(bus_dmamap_sync(M)) // expect: recursive-lock

// bus_space(9), pci(9)
int bus_space_read_1(), bus_space_read_2(), bus_space_read_4(), bus_space_read_8(),
    bus_space_write_1(), bus_space_write_2(), bus_space_write_4(), bus_space_write_8(),
    bus_space_barrier(), bus_space_unmap(), bus_space_read_multi_1(),
    bus_space_read_multi_2(), bus_space_read_multi_4(), bus_space_write_multi_1(),
    bus_space_write_multi_2(), bus_space_write_multi_4(), bus_space_read_region_4(),
    bus_space_write_region_4(), bus_space_set_region_4(), pci_conf_read(),
    pci_conf_write(), pci_intr_string(), pci_set_powerstate(), inb(), inw(), inl(),
    outb(), outw(), outl();
KNOWN(bus_space_read_1(M), bus_space_read_2(M), bus_space_read_4(M)) // expect: recursive-lock
KNOWN(bus_space_read_8(M), bus_space_write_1(M), bus_space_write_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_4(M), bus_space_write_8(M), bus_space_barrier(M)) // expect: recursive-lock
KNOWN(bus_space_unmap(M), bus_space_read_multi_1(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_2(M), bus_space_read_multi_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_1(M), bus_space_write_multi_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_4(M), bus_space_read_region_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_4(M), bus_space_set_region_4(M)) // expect: recursive-lock
KNOWN(pci_conf_read(M), pci_conf_write(M), pci_intr_string(M)) // expect: recursive-lock
KNOWN(pci_set_powerstate(M), inb(M), inw(M), inl(M), outb(M)) // expect: recursive-lock
KNOWN(outw(M), outl(M)) // expect: recursive-lock

// atomic_setbits_int(9), membar_sync(9), selrecord(9)
int atomic_setbits_int(), atomic_clearbits_int(), atomic_inc_int(), atomic_inc_int_nv(),
    atomic_dec_int(), atomic_dec_int_nv(), atomic_inc_long(), atomic_dec_long(),
    atomic_add_int(), atomic_add_long(), atomic_sub_int(), atomic_cas_uint(),
    atomic_cas_ulong(), atomic_cas_ptr(), atomic_swap_uint(), atomic_swap_ptr(),
    membar_enter(), membar_exit(), membar_producer(), membar_consumer(), membar_sync(),
    selwakeup(), selrecord(), knote(), klist_invalidate(), psignal(), device_lookup(),
    device_unref(), evcount_attach(), evcount_detach();
KNOWN(atomic_setbits_int(M), atomic_clearbits_int(M), atomic_inc_int(M)) // expect: recursive-lock
KNOWN(atomic_inc_int_nv(M), atomic_dec_int(M), atomic_dec_int_nv(M)) // expect: recursive-lock
KNOWN(atomic_inc_long(M), atomic_dec_long(M), atomic_add_int(M)) // expect: recursive-lock
KNOWN(atomic_add_long(M), atomic_sub_int(M), atomic_cas_uint(M)) // expect: recursive-lock
KNOWN(atomic_cas_ulong(M), atomic_cas_ptr(M), atomic_swap_uint(M)) // expect: recursive-lock
KNOWN(atomic_swap_ptr(M), membar_enter(M), membar_exit(M)) // expect: recursive-lock
KNOWN(membar_producer(M), membar_consumer(M), membar_sync(M)) // expect: recursive-lock
KNOWN(selwakeup(M), selrecord(M), knote(M), klist_invalidate(M)) // expect: recursive-lock
KNOWN(psignal(M), device_lookup(M), device_unref(M)) // expect: recursive-lock
KNOWN(evcount_attach(M), evcount_detach(M)) // expect: recursive-lock
