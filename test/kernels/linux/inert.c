// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
#define M (&sc->lock)

// include/linux/spinlock.h
int spin_is_locked(), mutex_is_locked(), rwsem_is_locked(), rwsem_is_contended(),
    spin_is_contended();
KNOWN(spin_is_locked(M), mutex_is_locked(M), rwsem_is_locked(M)) // expect: recursive-lock
KNOWN(rwsem_is_contended(M), spin_is_contended(M)) // expect: recursive-lock

// include/linux/completion.h
int complete_all(), init_completion(), reinit_completion(), init_waitqueue_head();
KNOWN(complete_all(M), init_completion(M), reinit_completion(M)) // expect: recursive-lock
KNOWN(init_waitqueue_head(M)) // expect: recursive-lock

// include/linux/workqueue.h, include/linux/timer.h
int schedule_work(), queue_work(), schedule_delayed_work(), queue_delayed_work(),
    mod_delayed_work(), cancel_work(), cancel_delayed_work(), mod_timer(), add_timer(),
    del_timer(), timer_delete(), tasklet_schedule(), tasklet_hi_schedule(),
    napi_schedule();
KNOWN(schedule_work(M), queue_work(M), schedule_delayed_work(M)) // expect: recursive-lock
KNOWN(queue_delayed_work(M), mod_delayed_work(M), cancel_work(M)) // expect: recursive-lock
KNOWN(cancel_delayed_work(M), mod_timer(M), add_timer(M)) // expect: recursive-lock
KNOWN(del_timer(M), timer_delete(M), tasklet_schedule(M)) // expect: recursive-lock
KNOWN(tasklet_hi_schedule(M), napi_schedule(M)) // expect: recursive-lock

// include/linux/printk.h, include/linux/dev_printk.h
int printk(), _printk(), _dev_err(), _dev_warn(), _dev_info(), _dev_notice(),
    _dev_crit(), _dev_emerg(), _dev_alert(), _dev_printk(), __dynamic_pr_debug(),
    __dynamic_dev_dbg(), dev_err(), dev_warn(), dev_info(), dev_dbg(), dev_notice(),
    pr_err(), pr_warn(), pr_info(), pr_debug(), netdev_err(), netdev_warn(),
    netdev_info(), netdev_dbg(), snprintf(), sprintf(), scnprintf(), vsnprintf(),
    seq_printf(), seq_puts(), print_hex_dump(), dump_stack();
KNOWN(printk(M), _printk(M), _dev_err(M), _dev_warn(M)) // expect: recursive-lock
KNOWN(_dev_info(M), _dev_notice(M), _dev_crit(M), _dev_emerg(M)) // expect: recursive-lock
KNOWN(_dev_alert(M), _dev_printk(M), __dynamic_pr_debug(M)) // expect: recursive-lock
KNOWN(__dynamic_dev_dbg(M), dev_err(M), dev_warn(M), dev_info(M)) // expect: recursive-lock
KNOWN(dev_dbg(M), dev_notice(M), pr_err(M), pr_warn(M)) // expect: recursive-lock
KNOWN(pr_info(M), pr_debug(M), netdev_err(M), netdev_warn(M)) // expect: recursive-lock
KNOWN(netdev_info(M), netdev_dbg(M), snprintf(M), sprintf(M)) // expect: recursive-lock
KNOWN(scnprintf(M), vsnprintf(M), seq_printf(M), seq_puts(M)) // expect: recursive-lock
KNOWN(print_hex_dump(M), dump_stack(M)) // expect: recursive-lock

// include/linux/string.h, include/linux/slab.h, include/linux/io.h
int memset(), memcpy(), memmove(), memcmp(), strlen(), strnlen(), strcmp(), strncmp(),
    strcpy(), strncpy(), strscpy(), strlcpy(), strlcat(), strchr(), strstr(), kfree(),
    kvfree(), kfree_skb(), dev_kfree_skb(), kmem_cache_free(), mempool_free(),
    free_page(), free_pages(), __free_pages(), usb_free_urb(), readb(), readw(),
    readl(), readq(), writeb(), writew(), writel(), writeq(), ioread8(), ioread16(),
    ioread32(), iowrite8(), iowrite16(), iowrite32(), inb(), inw(), inl(), outb(),
    outw(), outl(), dev_get_drvdata(), dev_set_drvdata(), dev_name(), pci_get_drvdata(),
    pci_set_drvdata(), usb_get_intfdata(), usb_set_intfdata(), platform_get_drvdata(),
    platform_set_drvdata(), netdev_priv(), jiffies_to_msecs(), msecs_to_jiffies(),
    usecs_to_jiffies(), ktime_get(), ktime_get_ns(), atomic_read(), atomic_set(),
    atomic_inc(), atomic_dec(), atomic_add(), atomic_sub(), atomic_inc_return(),
    atomic_dec_return(), refcount_inc(), refcount_read(), refcount_set(), set_bit(),
    clear_bit(), test_bit(), test_and_set_bit(), test_and_clear_bit(), __set_bit(),
    __clear_bit(), list_add(), list_add_tail(), list_del(), list_del_init(),
    list_empty(), INIT_LIST_HEAD(), get_device(), kref_get(), skb_put(), skb_push(),
    skb_pull(), skb_reserve(), netif_wake_queue(), netif_stop_queue(),
    netif_start_queue(), netif_carrier_on(), netif_carrier_off();
KNOWN(memset(M), memcpy(M), memmove(M), memcmp(M), strlen(M)) // expect: recursive-lock
KNOWN(strnlen(M), strcmp(M), strncmp(M), strcpy(M), strncpy(M)) // expect: recursive-lock
KNOWN(strscpy(M), strlcpy(M), strlcat(M), strchr(M), strstr(M)) // expect: recursive-lock
KNOWN(kfree(M), kvfree(M), kfree_skb(M), dev_kfree_skb(M)) // expect: recursive-lock
KNOWN(kmem_cache_free(M), mempool_free(M), free_page(M)) // expect: recursive-lock
KNOWN(free_pages(M), __free_pages(M), usb_free_urb(M), readb(M)) // expect: recursive-lock
KNOWN(readw(M), readl(M), readq(M), writeb(M), writew(M)) // expect: recursive-lock
KNOWN(writel(M), writeq(M), ioread8(M), ioread16(M), ioread32(M)) // expect: recursive-lock
KNOWN(iowrite8(M), iowrite16(M), iowrite32(M), inb(M), inw(M)) // expect: recursive-lock
KNOWN(inl(M), outb(M), outw(M), outl(M), dev_get_drvdata(M)) // expect: recursive-lock
KNOWN(dev_set_drvdata(M), dev_name(M), pci_get_drvdata(M)) // expect: recursive-lock
KNOWN(pci_set_drvdata(M), usb_get_intfdata(M), usb_set_intfdata(M)) // expect: recursive-lock
KNOWN(platform_get_drvdata(M), platform_set_drvdata(M), netdev_priv(M)) // expect: recursive-lock
KNOWN(jiffies_to_msecs(M), msecs_to_jiffies(M), usecs_to_jiffies(M)) // expect: recursive-lock
KNOWN(ktime_get(M), ktime_get_ns(M), atomic_read(M), atomic_set(M)) // expect: recursive-lock
KNOWN(atomic_inc(M), atomic_dec(M), atomic_add(M), atomic_sub(M)) // expect: recursive-lock
KNOWN(atomic_inc_return(M), atomic_dec_return(M), refcount_inc(M)) // expect: recursive-lock
KNOWN(refcount_read(M), refcount_set(M), set_bit(M), clear_bit(M)) // expect: recursive-lock
KNOWN(test_bit(M), test_and_set_bit(M), test_and_clear_bit(M)) // expect: recursive-lock
KNOWN(__set_bit(M), __clear_bit(M), list_add(M), list_add_tail(M)) // expect: recursive-lock
KNOWN(list_del(M), list_del_init(M), list_empty(M)) // expect: recursive-lock
KNOWN(INIT_LIST_HEAD(M), get_device(M), kref_get(M), skb_put(M)) // expect: recursive-lock
KNOWN(skb_push(M), skb_pull(M), skb_reserve(M), netif_wake_queue(M)) // expect: recursive-lock
KNOWN(netif_stop_queue(M), netif_start_queue(M), netif_carrier_on(M)) // expect: recursive-lock
KNOWN(netif_carrier_off(M)) // expect: recursive-lock
