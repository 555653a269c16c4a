// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
#define M (&sc->spin)

// token(9)
int lwkt_getpooltoken(), lwkt_relpooltoken(), lwkt_token_swap();
KNOWN(lwkt_getpooltoken(M), lwkt_relpooltoken(M), lwkt_token_swap(M)) // expect: recursive-lock

// condvar(9), tsleep(9)
int cv_init(), cv_destroy(), cv_has_waiters(), tsleep_interlock();
KNOWN(cv_init(M), cv_destroy(M), cv_has_waiters(M)) // expect: recursive-lock
KNOWN(tsleep_interlock(M)) // expect: recursive-lock

// lock(9): asks for any holder
TWICE(lockmgr(&sc->lk, LK_EXCLUSIVE); lockinuse(&sc->lk), lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock

// callout(9)
int callout_init_mp(), callout_stop(), callout_stop_async(),
    callout_pending(), callout_active(), callout_deactivate();
KNOWN(callout_init_mp(M)) // expect: recursive-lock
KNOWN(callout_stop(M), callout_stop_async(M), callout_pending(M)) // expect: recursive-lock
KNOWN(callout_active(M), callout_deactivate(M)) // expect: recursive-lock

// taskqueue(9)
int taskqueue_enqueue(), taskqueue_cancel(), taskqueue_enqueue_timeout();
KNOWN(taskqueue_enqueue(M), taskqueue_cancel(M)) // expect: recursive-lock
KNOWN(taskqueue_enqueue_timeout(M)) // expect: recursive-lock

// kprintf(9), device_printf(9), sbuf(9)
int kprintf(), ksnprintf(), ksprintf(), kvprintf(), kvsnprintf(), krateprintf(), log(),
    uprintf(), device_printf(), if_printf(), device_set_desc(), device_set_desc_copy(),
    sbuf_printf(), sbuf_cat(), sbuf_data(), sbuf_finish(), sbuf_len(), sbuf_delete(),
    hexdump();
KNOWN(kprintf(M), ksnprintf(M), ksprintf(M), kvprintf(M)) // expect: recursive-lock
KNOWN(kvsnprintf(M), krateprintf(M), log(M), uprintf(M)) // expect: recursive-lock
KNOWN(device_printf(M), if_printf(M), device_set_desc(M)) // expect: recursive-lock
KNOWN(device_set_desc_copy(M), sbuf_printf(M), sbuf_cat(M)) // expect: recursive-lock
KNOWN(sbuf_data(M), sbuf_finish(M), sbuf_len(M), sbuf_delete(M)) // expect: recursive-lock
KNOWN(hexdump(M)) // expect: recursive-lock

// sys/sys/systm.h, byteorder(9)
int bzero(), bcopy(), bcmp(), memset(), memcpy(), memmove(), memcmp(), ovbcopy(),
    strlen(), strcmp(), strncmp(), strcpy(), strncpy(), strlcpy(), strlcat(), strchr(),
    min(), max(), imin(), imax(), lmin(), lmax(), ulmin(), ulmax(), ffs(), fls(),
    karc4random(), krandom(), htons(), htonl(), ntohs(), ntohl(), htole16(), htole32(),
    htole64(), le16toh(), le32toh(), le64toh(), htobe16(), htobe32(), be16toh(),
    be32toh(), bswap16(), bswap32(), bswap64(), microtime(), getmicrotime(),
    microuptime(), getmicrouptime(), nanotime(), nanouptime(), getnanouptime(),
    ratecheck();
KNOWN(bzero(M), bcopy(M), bcmp(M), memset(M), memcpy(M)) // expect: recursive-lock
KNOWN(memmove(M), memcmp(M), ovbcopy(M), strlen(M), strcmp(M)) // expect: recursive-lock
KNOWN(strncmp(M), strcpy(M), strncpy(M), strlcpy(M), strlcat(M)) // expect: recursive-lock
KNOWN(strchr(M), min(M), max(M), imin(M), imax(M), lmin(M)) // expect: recursive-lock
KNOWN(lmax(M), ulmin(M), ulmax(M), ffs(M), fls(M)) // expect: recursive-lock
KNOWN(karc4random(M), krandom(M), htons(M), htonl(M), ntohs(M)) // expect: recursive-lock
KNOWN(ntohl(M), htole16(M), htole32(M), htole64(M), le16toh(M)) // expect: recursive-lock
KNOWN(le32toh(M), le64toh(M), htobe16(M), htobe32(M), be16toh(M)) // expect: recursive-lock
KNOWN(be32toh(M), bswap16(M), bswap32(M), bswap64(M)) // expect: recursive-lock
KNOWN(microtime(M), getmicrotime(M), microuptime(M)) // expect: recursive-lock
KNOWN(getmicrouptime(M), nanotime(M), nanouptime(M)) // expect: recursive-lock
KNOWN(getnanouptime(M), ratecheck(M)) // expect: recursive-lock

// kmalloc(9), mbuf(9), bus_dma(9)
int kfree(), contigfree(), objcache_put(), m_freem(), m_free(), m_adj(), m_cat(),
    m_copydata(), m_copyback(), m_pullup(), m_devget(), bus_dmamem_free(),
    bus_dmamap_sync(), bus_dmamap_unload(), bus_dmamap_destroy(), bus_dma_tag_destroy();
KNOWN(kfree(M), contigfree(M), objcache_put(M), m_freem(M)) // expect: recursive-lock
KNOWN(m_free(M), m_adj(M), m_cat(M), m_copydata(M), m_copyback(M)) // expect: recursive-lock
KNOWN(m_pullup(M), m_devget(M), bus_dmamem_free(M)) // expect: recursive-lock
KNOWN(bus_dmamap_sync(M), bus_dmamap_unload(M), bus_dmamap_destroy(M)) // expect: recursive-lock
KNOWN(bus_dma_tag_destroy(M)) // expect: recursive-lock

// bus_space(9), bus_alloc_resource(9), pci(9)
int bus_space_read_1(), bus_space_read_2(), bus_space_read_4(), bus_space_write_1(),
    bus_space_write_2(), bus_space_write_4(), bus_space_barrier(),
    bus_space_read_multi_1(), bus_space_read_multi_2(), bus_space_read_multi_4(),
    bus_space_write_multi_1(), bus_space_write_multi_2(), bus_space_write_multi_4(),
    bus_space_read_region_1(), bus_space_write_region_1(), bus_space_read_region_4(),
    bus_space_write_region_4(), bus_alloc_resource(), bus_alloc_resource_any(),
    bus_release_resource(), bus_set_resource(), rman_get_bustag(), rman_get_bushandle(),
    rman_get_start(), rman_get_size(), rman_get_virtual(), inb(), inw(), inl(), outb(),
    outw(), outl(), pci_read_config(), pci_write_config(), pci_get_device(),
    pci_get_vendor(), pci_get_revid(), pci_get_subdevice(), pci_get_subvendor(),
    pci_enable_busmaster(), pci_get_devid();
KNOWN(bus_space_read_1(M), bus_space_read_2(M), bus_space_read_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_1(M), bus_space_write_2(M), bus_space_write_4(M)) // expect: recursive-lock
KNOWN(bus_space_barrier(M), bus_space_read_multi_1(M)) // expect: recursive-lock
KNOWN(bus_space_read_multi_2(M), bus_space_read_multi_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_1(M), bus_space_write_multi_2(M)) // expect: recursive-lock
KNOWN(bus_space_write_multi_4(M), bus_space_read_region_1(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_1(M), bus_space_read_region_4(M)) // expect: recursive-lock
KNOWN(bus_space_write_region_4(M), bus_alloc_resource(M)) // expect: recursive-lock
KNOWN(bus_alloc_resource_any(M), bus_release_resource(M)) // expect: recursive-lock
KNOWN(bus_set_resource(M), rman_get_bustag(M), rman_get_bushandle(M)) // expect: recursive-lock
KNOWN(rman_get_start(M), rman_get_size(M), rman_get_virtual(M)) // expect: recursive-lock
KNOWN(inb(M), inw(M), inl(M), outb(M), outw(M), outl(M)) // expect: recursive-lock
KNOWN(pci_read_config(M), pci_write_config(M), pci_get_device(M)) // expect: recursive-lock
KNOWN(pci_get_vendor(M), pci_get_revid(M), pci_get_subdevice(M)) // expect: recursive-lock
KNOWN(pci_get_subvendor(M), pci_enable_busmaster(M), pci_get_devid(M)) // expect: recursive-lock

// device(9), atomic(9)
int device_get_softc(), device_get_unit(), device_get_nameunit(), device_get_parent(),
    device_get_ivars(), device_set_ivars(), device_get_name(), device_get_flags(),
    device_is_attached(), devclass_get_softc(), devclass_get_device(), devclass_find(),
    ifmedia_init(), ifmedia_add(), ifmedia_set(), ifmedia_removeall(), if_initname(),
    atomic_add_int(), atomic_add_long(), atomic_subtract_int(), atomic_set_int(),
    atomic_clear_int(), atomic_cmpset_int(), atomic_fetchadd_int(), atomic_swap_int(),
    cpu_lfence(), cpu_sfence(), cpu_mfence(), cpu_ccfence(), cpu_pause(), KNOTE(),
    ksignal(), minor(), major();
KNOWN(device_get_softc(M), device_get_unit(M), device_get_nameunit(M)) // expect: recursive-lock
KNOWN(device_get_parent(M), device_get_ivars(M), device_set_ivars(M)) // expect: recursive-lock
KNOWN(device_get_name(M), device_get_flags(M), device_is_attached(M)) // expect: recursive-lock
KNOWN(devclass_get_softc(M), devclass_get_device(M), devclass_find(M)) // expect: recursive-lock
KNOWN(ifmedia_init(M), ifmedia_add(M), ifmedia_set(M)) // expect: recursive-lock
KNOWN(ifmedia_removeall(M), if_initname(M), atomic_add_int(M)) // expect: recursive-lock
KNOWN(atomic_add_long(M), atomic_subtract_int(M), atomic_set_int(M)) // expect: recursive-lock
KNOWN(atomic_clear_int(M), atomic_cmpset_int(M), atomic_fetchadd_int(M)) // expect: recursive-lock
KNOWN(atomic_swap_int(M), cpu_lfence(M), cpu_sfence(M)) // expect: recursive-lock
KNOWN(cpu_mfence(M), cpu_ccfence(M), cpu_pause(M), KNOTE(M)) // expect: recursive-lock
KNOWN(ksignal(M), minor(M), major(M)) // expect: recursive-lock
