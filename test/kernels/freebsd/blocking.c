// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

// uma(9)
int uma_zcreate(), uma_zdestroy(), uma_prealloc();
UNDER(uma_zcreate()) // expect: sleep-under-lock
UNDER(uma_zdestroy()) // expect: sleep-under-lock
UNDER(uma_prealloc()) // expect: sleep-under-lock

// sys/vm/vm_extern.h
int kmem_alloc(), kmem_alloc_nofault(), kmem_alloc_wait(), kmem_alloc_pageable();
UNDER(kmem_alloc()) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc_nofault()) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc_wait()) // expect: sleeping-alloc-under-lock
UNDER(kmem_alloc_pageable()) // expect: sleeping-alloc-under-lock

// sys/sys/malloc.h
int strdup();
UNDER(strdup()) // expect: sleeping-alloc-under-lock

// mbuf(9)
int m_uiotombuf();
UNDER(m_uiotombuf()) // expect: sleep-under-lock

// copy(9)
int copyin(), copyinstr(), copyinfrom(), copyiniov(), copyinuio();
UNDER(copyin()) // expect: sleep-under-lock
UNDER(copyinstr()) // expect: sleep-under-lock
UNDER(copyinfrom()) // expect: sleep-under-lock
UNDER(copyiniov()) // expect: sleep-under-lock
UNDER(copyinuio()) // expect: sleep-under-lock

// uio(9)
int uiomove(), uiomove_frombuf(), uiomove_fromphys(), uiomoveco();
UNDER(uiomove()) // expect: sleep-under-lock
UNDER(uiomove_frombuf()) // expect: sleep-under-lock
UNDER(uiomove_fromphys()) // expect: sleep-under-lock
UNDER(uiomoveco()) // expect: sleep-under-lock

// fetch(9)
int fubyte(), fuword(), fuword16(), fuword32(), fuword64(), fuswintr();
UNDER(fubyte()) // expect: sleep-under-lock
UNDER(fuword()) // expect: sleep-under-lock
UNDER(fuword16()) // expect: sleep-under-lock
UNDER(fuword32()) // expect: sleep-under-lock
UNDER(fuword64()) // expect: sleep-under-lock
UNDER(fuswintr()) // expect: sleep-under-lock

// store(9)
int subyte(), suword(), suword16(), suword32(), suword64(), suswintr();
UNDER(subyte()) // expect: sleep-under-lock
UNDER(suword()) // expect: sleep-under-lock
UNDER(suword16()) // expect: sleep-under-lock
UNDER(suword32()) // expect: sleep-under-lock
UNDER(suword64()) // expect: sleep-under-lock
UNDER(suswintr()) // expect: sleep-under-lock

// sys/sys/systm.h
int casuptr(), casuword(), casuword32(), useracc(), vslock(), vsunlock(), vmapbuf();
UNDER(casuptr()) // expect: sleep-under-lock
UNDER(casuword()) // expect: sleep-under-lock
UNDER(casuword32()) // expect: sleep-under-lock
UNDER(useracc()) // expect: sleep-under-lock
UNDER(vslock()) // expect: sleep-under-lock
UNDER(vsunlock()) // expect: sleep-under-lock
UNDER(vmapbuf()) // expect: sleep-under-lock

// sysctl(9)
int sysctl_handle_int(), sysctl_handle_long(), sysctl_handle_64(), sysctl_handle_quad(),
    sysctl_handle_string(), sysctl_handle_opaque(), SYSCTL_IN();
UNDER(sysctl_handle_int()) // expect: sleep-under-lock
UNDER(sysctl_handle_long()) // expect: sleep-under-lock
UNDER(sysctl_handle_64()) // expect: sleep-under-lock
UNDER(sysctl_handle_quad()) // expect: sleep-under-lock
UNDER(sysctl_handle_string()) // expect: sleep-under-lock
UNDER(sysctl_handle_opaque()) // expect: sleep-under-lock
UNDER(SYSCTL_IN()) // expect: sleep-under-lock

// make_dev(9)
int make_dev(), make_dev_cred(), make_dev_alias(), destroy_dev();
UNDER(make_dev()) // expect: sleep-under-lock
UNDER(make_dev_cred()) // expect: sleep-under-lock
UNDER(make_dev_alias()) // expect: sleep-under-lock
UNDER(destroy_dev()) // expect: sleep-under-lock

// make_dev(9)
int make_dev_credf(), make_dev_p();
UNDER(make_dev_credf()) // expect: sleep-under-lock
UNDER(make_dev_p()) // expect: sleep-under-lock

// ifnet(9)
int if_alloc(), ether_ifattach(), ether_ifdetach(), if_attach(), if_detach();
UNDER(if_alloc()) // expect: sleep-under-lock
UNDER(ether_ifattach()) // expect: sleep-under-lock
UNDER(ether_ifdetach()) // expect: sleep-under-lock
UNDER(if_attach()) // expect: sleep-under-lock
UNDER(if_detach()) // expect: sleep-under-lock

// firmware(9)
int firmware_get();
UNDER(firmware_get()) // expect: sleep-under-lock

// sys/sys/vnode.h
int namei(), vn_open(), vn_open_cred(), vn_close(), vn_rdwr(), vput();
UNDER(namei()) // expect: sleep-under-lock
UNDER(vn_open()) // expect: sleep-under-lock
UNDER(vn_open_cred()) // expect: sleep-under-lock
UNDER(vn_close()) // expect: sleep-under-lock
UNDER(vn_rdwr()) // expect: sleep-under-lock
UNDER(vput()) // expect: sleep-under-lock

// sys/sys/buf.h
int bread(), breadn(), bwrite(), bufwait(), biowait(), physio();
UNDER(bread()) // expect: sleep-under-lock
UNDER(breadn()) // expect: sleep-under-lock
UNDER(bwrite()) // expect: sleep-under-lock
UNDER(bufwait()) // expect: sleep-under-lock
UNDER(biowait()) // expect: sleep-under-lock
UNDER(physio()) // expect: sleep-under-lock

// sysctl_add_oid(9)
int sysctl_add_oid(), sysctl_ctx_free(), sysctl_remove_oid();
UNDER(sysctl_add_oid()) // expect: sleep-under-lock
UNDER(sysctl_ctx_free()) // expect: sleep-under-lock
UNDER(sysctl_remove_oid()) // expect: sleep-under-lock

// taskqueue(9)
int taskqueue_start_threads(), taskqueue_free();
UNDER(taskqueue_start_threads()) // expect: sleep-under-lock
UNDER(taskqueue_free()) // expect: sleep-under-lock

// kproc(9)
int kproc_suspend(), kthread_suspend(), kproc_shutdown();
UNDER(kproc_suspend()) // expect: sleep-under-lock
UNDER(kthread_suspend()) // expect: sleep-under-lock
UNDER(kproc_shutdown()) // expect: sleep-under-lock

// sys/sys/interrupt.h
int intr_event_create();
UNDER(intr_event_create()) // expect: sleep-under-lock

// taskqueue(9)
int taskqueue_drain_all();
UNDER(taskqueue_drain_all()) // expect: sleep-under-lock

// sys/dev/usb/usbdi.h, usbdi_util.h
int usbd_sync_transfer(), usbd_bulk_transfer(), usbd_intr_transfer(), usbd_open_pipe(),
    usbd_abort_pipe(), usbd_abort_default_pipe(), usbd_clear_endpoint_stall(),
    usbd_set_interface(), usbd_get_interface(), usbd_get_desc(),
    usbd_get_config_desc_full(), usbd_get_device_desc(), usbd_set_address(),
    usbd_get_port_status(), usbd_set_hub_feature(), usbd_clear_hub_feature(),
    usbd_set_port_feature(), usbd_clear_port_feature(), usbd_get_device_status(),
    usbd_get_hub_status(), usbd_get_protocol(), usbd_set_protocol(),
    usbd_get_report_descriptor(), usbd_set_report(), usbd_get_report(), usbd_set_idle(),
    usbd_read_report_desc(), usbd_get_config(), usbd_set_config_no(),
    usbd_set_config_index(), usbd_delay_ms(), usb_delay_ms(), usb_detach_wait(),
    usbd_reload_device_desc();
UNDER(usbd_sync_transfer()) // expect: sleep-under-lock
UNDER(usbd_bulk_transfer()) // expect: sleep-under-lock
UNDER(usbd_intr_transfer()) // expect: sleep-under-lock
UNDER(usbd_open_pipe()) // expect: sleep-under-lock
UNDER(usbd_abort_pipe()) // expect: sleep-under-lock
UNDER(usbd_abort_default_pipe()) // expect: sleep-under-lock
UNDER(usbd_clear_endpoint_stall()) // expect: sleep-under-lock
UNDER(usbd_set_interface()) // expect: sleep-under-lock
UNDER(usbd_get_interface()) // expect: sleep-under-lock
UNDER(usbd_get_desc()) // expect: sleep-under-lock
UNDER(usbd_get_config_desc_full()) // expect: sleep-under-lock
UNDER(usbd_get_device_desc()) // expect: sleep-under-lock
UNDER(usbd_set_address()) // expect: sleep-under-lock
UNDER(usbd_get_port_status()) // expect: sleep-under-lock
UNDER(usbd_set_hub_feature()) // expect: sleep-under-lock
UNDER(usbd_clear_hub_feature()) // expect: sleep-under-lock
UNDER(usbd_set_port_feature()) // expect: sleep-under-lock
UNDER(usbd_clear_port_feature()) // expect: sleep-under-lock
UNDER(usbd_get_device_status()) // expect: sleep-under-lock
UNDER(usbd_get_hub_status()) // expect: sleep-under-lock
UNDER(usbd_get_protocol()) // expect: sleep-under-lock
UNDER(usbd_set_protocol()) // expect: sleep-under-lock
UNDER(usbd_get_report_descriptor()) // expect: sleep-under-lock
UNDER(usbd_set_report()) // expect: sleep-under-lock
UNDER(usbd_get_report()) // expect: sleep-under-lock
UNDER(usbd_set_idle()) // expect: sleep-under-lock
UNDER(usbd_read_report_desc()) // expect: sleep-under-lock
UNDER(usbd_get_config()) // expect: sleep-under-lock
UNDER(usbd_set_config_no()) // expect: sleep-under-lock
UNDER(usbd_set_config_index()) // expect: sleep-under-lock
UNDER(usbd_delay_ms()) // expect: sleep-under-lock
UNDER(usb_delay_ms()) // expect: sleep-under-lock
UNDER(usb_detach_wait()) // expect: sleep-under-lock
UNDER(usbd_reload_device_desc()) // expect: sleep-under-lock

// sys/dev/usb/usbdi.h
int usbd_do_request_flags_pipe();
UNDER(usbd_do_request_flags_pipe()) // expect: sleep-under-lock

// usbdi(9)
int usbd_transfer_setup(), usbd_transfer_unsetup();
UNDER(usbd_transfer_setup()) // expect: sleep-under-lock
UNDER(usbd_transfer_unsetup()) // expect: sleep-under-lock

// fetch(9), later releases
int fueword(), fueword32(), fueword64();
UNDER(fueword()) // expect: sleep-under-lock
UNDER(fueword32()) // expect: sleep-under-lock
UNDER(fueword64()) // expect: sleep-under-lock

// swi(9)
int swi_add();
UNDER(swi_add()) // expect: sleep-under-lock

// epoch(9): a section in which nothing sleeps, which nests
typedef struct epoch *epoch_t;
struct epoch_tracker { void *t; };
extern epoch_t net_epoch_preempt;
void epoch_enter_preempt(epoch_t, struct epoch_tracker *), epoch_exit_preempt(epoch_t, struct epoch_tracker *);
void epoch_enter(epoch_t), epoch_exit(epoch_t);
#define NET_EPOCH_ENTER(et) epoch_enter_preempt(net_epoch_preempt, &(et))
#define NET_EPOCH_EXIT(et) epoch_exit_preempt(net_epoch_preempt, &(et))
static struct epoch_tracker et;
LEAKS(NET_EPOCH_ENTER(et), NET_EPOCH_EXIT(et)) // expect: lock-leak
PAIR(NET_EPOCH_ENTER(et); pause("w", 1), NET_EPOCH_EXIT(et)) // expect: sleep-under-lock
PAIR(NET_EPOCH_ENTER(et); NET_EPOCH_ENTER(et); NET_EPOCH_EXIT(et), NET_EPOCH_EXIT(et))
PAIR(epoch_enter_preempt(net_epoch_preempt, &et); NET_EPOCH_ENTER(et); pause("w", 1); NET_EPOCH_EXIT(et), epoch_exit_preempt(net_epoch_preempt, &et)) // expect: sleep-under-lock, sleep-under-lock
LEAKS(epoch_enter(net_epoch_preempt), epoch_exit(net_epoch_preempt)) // expect: lock-leak
int epoch_wait(), epoch_wait_preempt(), epoch_drain_callbacks();
UNDER(epoch_wait()) // expect: sleep-under-lock
UNDER(epoch_wait_preempt()) // expect: sleep-under-lock
UNDER(epoch_drain_callbacks()) // expect: sleep-under-lock
#define NET_EPOCH_WAIT() net_epoch_wait()
void net_epoch_wait(void);
UNDER(NET_EPOCH_WAIT()) // expect: sleep-under-lock

// sleepqueue(9)
int sleepq_wait(), sleepq_wait_sig(), sleepq_timedwait(), sleepq_timedwait_sig();
UNDER(while (!sc->ready) sleepq_wait(sc)) // expect: sleep-under-lock
UNDER(while (!sc->ready) sleepq_wait_sig(sc)) // expect: sleep-under-lock
UNDER(while (!sc->ready) sleepq_timedwait(sc)) // expect: sleep-under-lock
UNDER(while (!sc->ready) sleepq_timedwait_sig(sc)) // expect: sleep-under-lock
int sleepq_lock(), sleepq_release(), sleepq_add(), sleepq_set_timeout();
KNOWN(sleepq_lock(&sc->mtx), sleepq_add(&sc->mtx), sleepq_set_timeout(&sc->mtx), sleepq_release(&sc->mtx)) // expect: recursive-lock

// usb_pause_mtx() drops its mutex.
void usb_pause_mtx(struct mtx *, int ticks);
UNDER(usb_pause_mtx(&sc->other, 1)) // expect: sleep-under-lock
PAIR(mtx_lock(&sc->mtx); usb_pause_mtx(&sc->mtx, 1), mtx_unlock(&sc->mtx))
