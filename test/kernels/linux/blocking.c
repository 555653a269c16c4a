// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

// include/linux/semaphore.h
int down(), down_interruptible(), down_killable();
UNDER(down()) // expect: sleep-under-lock
UNDER(down_interruptible()) // expect: sleep-under-lock
UNDER(down_killable()) // expect: sleep-under-lock

// include/linux/semaphore.h
int down_timeout();
UNDER(down_timeout()) // expect: sleep-under-lock

// Documentation/RCU/whatisRCU.rst
int synchronize_rcu(), synchronize_net(), synchronize_srcu(), rcu_barrier(),
    synchronize_sched(), synchronize_rcu_expedited();
UNDER(synchronize_rcu()) // expect: sleep-under-lock
UNDER(synchronize_net()) // expect: sleep-under-lock
UNDER(synchronize_srcu()) // expect: sleep-under-lock
UNDER(rcu_barrier()) // expect: sleep-under-lock
UNDER(synchronize_sched()) // expect: sleep-under-lock
UNDER(synchronize_rcu_expedited()) // expect: sleep-under-lock

// include/linux/sched.h
int schedule(), schedule_timeout(), schedule_timeout_interruptible(),
    schedule_timeout_uninterruptible(), schedule_timeout_killable(), io_schedule(),
    cond_resched(), might_sleep();
UNDER(schedule()) // expect: sleep-under-lock
UNDER(schedule_timeout()) // expect: sleep-under-lock
UNDER(schedule_timeout_interruptible()) // expect: sleep-under-lock
UNDER(schedule_timeout_uninterruptible()) // expect: sleep-under-lock
UNDER(schedule_timeout_killable()) // expect: sleep-under-lock
UNDER(io_schedule()) // expect: sleep-under-lock
UNDER(cond_resched()) // expect: sleep-under-lock
UNDER(might_sleep()) // expect: sleep-under-lock

// Documentation/timers/timers-howto.rst
int msleep_interruptible(), ssleep(), usleep_range(), fsleep();
UNDER(msleep_interruptible()) // expect: sleep-under-lock
UNDER(ssleep()) // expect: sleep-under-lock
UNDER(usleep_range()) // expect: sleep-under-lock
UNDER(fsleep()) // expect: sleep-under-lock

// include/linux/wait.h
int wait_event(), wait_event_interruptible(), wait_event_killable(),
    wait_event_timeout(), wait_event_interruptible_timeout(), wait_event_freezable();
UNDER(wait_event()) // expect: sleep-under-lock
UNDER(wait_event_interruptible()) // expect: sleep-under-lock, wait-result-ignored
UNDER(wait_event_killable()) // expect: sleep-under-lock, wait-result-ignored
UNDER(wait_event_timeout()) // expect: sleep-under-lock
UNDER(wait_event_interruptible_timeout()) // expect: sleep-under-lock
UNDER(wait_event_freezable()) // expect: sleep-under-lock

// include/linux/completion.h
int wait_for_completion(), wait_for_completion_interruptible(),
    wait_for_completion_killable(), wait_for_completion_timeout(),
    wait_for_completion_interruptible_timeout(), wait_for_completion_io();
UNDER(wait_for_completion()) // expect: sleep-under-lock
UNDER(wait_for_completion_interruptible()) // expect: sleep-under-lock, wait-result-ignored
UNDER(wait_for_completion_killable()) // expect: sleep-under-lock, wait-result-ignored
UNDER(wait_for_completion_timeout()) // expect: sleep-under-lock
UNDER(wait_for_completion_interruptible_timeout()) // expect: sleep-under-lock
UNDER(wait_for_completion_io()) // expect: sleep-under-lock

// include/linux/vmalloc.h
int vmalloc(), vzalloc(), vmalloc_noprof(), vzalloc_noprof(), vmalloc_user();
UNDER(vmalloc()) // expect: sleeping-alloc-under-lock
UNDER(vzalloc()) // expect: sleeping-alloc-under-lock
UNDER(vmalloc_noprof()) // expect: sleeping-alloc-under-lock
UNDER(vzalloc_noprof()) // expect: sleeping-alloc-under-lock
UNDER(vmalloc_user()) // expect: sleeping-alloc-under-lock

// include/linux/vmalloc.h
int vfree(), ioremap(), iounmap(), kmap(), request_firmware(), vmap(), vunmap();
UNDER(vfree()) // expect: sleep-under-lock
UNDER(ioremap()) // expect: sleep-under-lock
UNDER(iounmap()) // expect: sleep-under-lock
UNDER(kmap()) // expect: sleep-under-lock
UNDER(request_firmware()) // expect: sleep-under-lock
UNDER(vmap()) // expect: sleep-under-lock
UNDER(vunmap()) // expect: sleep-under-lock

// include/linux/uaccess.h
int copy_from_user(), copy_to_user(), clear_user(), strncpy_from_user(), strnlen_user(),
    memdup_user(), memdup_user_nul(), get_user(), put_user(), get_user_pages(),
    pin_user_pages();
UNDER(copy_from_user()) // expect: sleep-under-lock
UNDER(copy_to_user()) // expect: sleep-under-lock
UNDER(clear_user()) // expect: sleep-under-lock
UNDER(strncpy_from_user()) // expect: sleep-under-lock
UNDER(strnlen_user()) // expect: sleep-under-lock
UNDER(memdup_user()) // expect: sleep-under-lock
UNDER(memdup_user_nul()) // expect: sleep-under-lock
UNDER(get_user()) // expect: sleep-under-lock
UNDER(put_user()) // expect: sleep-under-lock
UNDER(get_user_pages()) // expect: sleep-under-lock
UNDER(pin_user_pages()) // expect: sleep-under-lock

// include/linux/kthread.h, include/linux/netdevice.h
int kthread_stop(), napi_disable(), netif_napi_del();
UNDER(kthread_stop()) // expect: sleep-under-lock
UNDER(napi_disable()) // expect: sleep-under-lock
UNDER(netif_napi_del()) // expect: sleep-under-lock

// Documentation/driver-api/usb/usb.rst
int usb_control_msg(), usb_control_msg_send(), usb_control_msg_recv(), usb_bulk_msg(),
    usb_interrupt_msg(), usb_set_interface(), usb_clear_halt(), usb_reset_device(),
    usb_autopm_get_interface();
UNDER(usb_control_msg()) // expect: sleep-under-lock
UNDER(usb_control_msg_send()) // expect: sleep-under-lock
UNDER(usb_control_msg_recv()) // expect: sleep-under-lock
UNDER(usb_bulk_msg()) // expect: sleep-under-lock
UNDER(usb_interrupt_msg()) // expect: sleep-under-lock
UNDER(usb_set_interface()) // expect: sleep-under-lock
UNDER(usb_clear_halt()) // expect: sleep-under-lock
UNDER(usb_reset_device()) // expect: sleep-under-lock
UNDER(usb_autopm_get_interface()) // expect: sleep-under-lock

// include/linux/iopoll.h
int read_poll_timeout(), readl_poll_timeout(), regmap_read_poll_timeout();
UNDER(read_poll_timeout()) // expect: sleep-under-lock
UNDER(readl_poll_timeout()) // expect: sleep-under-lock
UNDER(regmap_read_poll_timeout()) // expect: sleep-under-lock

// include/linux/wait.h: of two locks the one that it is given is free meanwhile.
#define wait_event_lock_irq(wq, condition, lock) spin_wait(&(wq), &(lock))
int spin_wait();
UNDER(wait_event_lock_irq(sc->ready, sc->ready, sc->lock))
UNDER(wait_event_lock_irq(sc->ready, sc->ready, sc->lock); spin_lock(&sc->lock)) // expect: recursive-lock
void FN(struct softc *sc) { HOLD_OTHER(sc); HOLD(sc); wait_event_lock_irq(sc->ready, sc->ready, sc->lock); DROP(sc); DROP_OTHER(sc); } // expect: sleep-under-lock

// Documentation/driver-api/clk.rst
int clk_prepare(), clk_prepare_enable(), clk_disable_unprepare();
UNDER(clk_prepare()) // expect: sleep-under-lock
UNDER(clk_prepare_enable()) // expect: sleep-under-lock
UNDER(clk_disable_unprepare()) // expect: sleep-under-lock
