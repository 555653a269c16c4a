// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

// cond_init(9)
int cond_wait();
UNDER(cond_wait()) // expect: sleep-under-lock

// refcnt_init(9)
int refcnt_finalize();
UNDER(refcnt_finalize()) // expect: sleep-under-lock

// assertwaitok(9)
int assertwaitok();
UNDER(assertwaitok()) // expect: sleep-under-lock

// copy(9)
int copyin(), copyinstr(), copyoutstr(), copyin32();
UNDER(copyin()) // expect: sleep-under-lock
UNDER(copyinstr()) // expect: sleep-under-lock
UNDER(copyoutstr()) // expect: sleep-under-lock
UNDER(copyin32()) // expect: sleep-under-lock

// uiomove(9)
int uiomove(), uiomovei(), ureadc();
UNDER(uiomove()) // expect: sleep-under-lock
UNDER(uiomovei()) // expect: sleep-under-lock
UNDER(ureadc()) // expect: sleep-under-lock

// physio(9), loadfirmware(9)
int physio(), biowait(), bread(), bwrite(), uvm_vslock(), uvm_vsunlock(),
    loadfirmware();
UNDER(physio()) // expect: sleep-under-lock
UNDER(biowait()) // expect: sleep-under-lock
UNDER(bread()) // expect: sleep-under-lock
UNDER(bwrite()) // expect: sleep-under-lock
UNDER(uvm_vslock()) // expect: sleep-under-lock
UNDER(uvm_vsunlock()) // expect: sleep-under-lock
UNDER(loadfirmware()) // expect: sleep-under-lock

// autoconf(9)
int if_attach(), if_detach(), ether_ifattach(), ether_ifdetach(), config_found(),
    config_detach();
UNDER(if_attach()) // expect: sleep-under-lock
UNDER(if_detach()) // expect: sleep-under-lock
UNDER(ether_ifattach()) // expect: sleep-under-lock
UNDER(ether_ifdetach()) // expect: sleep-under-lock
UNDER(config_found()) // expect: sleep-under-lock
UNDER(config_detach()) // expect: sleep-under-lock

// task_add(9), intr_barrier(9), smr_call(9)
int taskq_create(), taskq_destroy(), taskq_barrier(), intr_barrier(), sched_barrier(),
    smr_barrier();
UNDER(taskq_create()) // expect: sleep-under-lock
UNDER(taskq_destroy()) // expect: sleep-under-lock
UNDER(taskq_barrier()) // expect: sleep-under-lock
UNDER(intr_barrier()) // expect: sleep-under-lock
UNDER(sched_barrier()) // expect: sleep-under-lock
UNDER(smr_barrier()) // expect: sleep-under-lock

// usbdi(9)
int usbd_open_pipe(), usbd_abort_pipe(), usbd_close_pipe(), usbd_clear_endpoint_stall(),
    usbd_do_request(), usbd_do_request_flags(), usbd_set_interface(),
    usbd_set_config_no(), usbd_set_config_index(), usbd_delay_ms(), usb_delay_ms(),
    usbd_get_string(), usbd_fill_deviceinfo(), usb_detach_wait(),
    usbd_get_report_descriptor(), usbd_ref_wait(), usbd_sync_transfer();
UNDER(usbd_open_pipe()) // expect: sleep-under-lock
UNDER(usbd_abort_pipe()) // expect: sleep-under-lock
UNDER(usbd_close_pipe()) // expect: sleep-under-lock
UNDER(usbd_clear_endpoint_stall()) // expect: sleep-under-lock
UNDER(usbd_do_request()) // expect: sleep-under-lock
UNDER(usbd_do_request_flags()) // expect: sleep-under-lock
UNDER(usbd_set_interface()) // expect: sleep-under-lock
UNDER(usbd_set_config_no()) // expect: sleep-under-lock
UNDER(usbd_set_config_index()) // expect: sleep-under-lock
UNDER(usbd_delay_ms()) // expect: sleep-under-lock
UNDER(usb_delay_ms()) // expect: sleep-under-lock
UNDER(usbd_get_string()) // expect: sleep-under-lock
UNDER(usbd_fill_deviceinfo()) // expect: sleep-under-lock
UNDER(usb_detach_wait()) // expect: sleep-under-lock
UNDER(usbd_get_report_descriptor()) // expect: sleep-under-lock
UNDER(usbd_sync_transfer()) // expect: sleep-under-lock
UNDER(usbd_ref_wait()) // expect: sleep-under-lock
