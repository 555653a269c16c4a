// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
#define UNDER_SPIN(...) void FN(struct softc *sc) { mutex_spin_enter(&sc->spin); __VA_ARGS__; mutex_spin_exit(&sc->spin); }

// kmem(9)
int kmem_asprintf();
UNDER(kmem_asprintf()) // expect: sleeping-alloc-under-lock

// percpu(9)
int percpu_alloc(), percpu_free(), percpu_foreach();
UNDER(percpu_alloc()) // expect: sleep-under-lock
UNDER(percpu_free()) // expect: sleep-under-lock
UNDER(percpu_foreach()) // expect: sleep-under-lock

// copy(9)
int copyin(), copyinstr(), copyoutstr(), copyin_proc(), copyout_proc(),
    copyin_vmspace(), copyout_vmspace(), ioctl_copyin(), ioctl_copyout();
UNDER(copyin()) // expect: sleep-under-lock
UNDER(copyinstr()) // expect: sleep-under-lock
UNDER(copyoutstr()) // expect: sleep-under-lock
UNDER(copyin_proc()) // expect: sleep-under-lock
UNDER(copyout_proc()) // expect: sleep-under-lock
UNDER(copyin_vmspace()) // expect: sleep-under-lock
UNDER(copyout_vmspace()) // expect: sleep-under-lock
UNDER(ioctl_copyin()) // expect: sleep-under-lock
UNDER(ioctl_copyout()) // expect: sleep-under-lock

// uiomove(9)
int uiomove(), uiomove_frombuf(), ureadc();
UNDER(uiomove()) // expect: sleep-under-lock
UNDER(uiomove_frombuf()) // expect: sleep-under-lock
UNDER(ureadc()) // expect: sleep-under-lock

// fetch(9), store(9)
int fubyte(), fusword(), fuword(), fuiword(), subyte(), susword(), suword(), suiword(),
    ufetch_8(), ufetch_16(), ufetch_32(), ufetch_64(), ustore_8(), ustore_16(),
    ustore_32(), ustore_64();
UNDER(fubyte()) // expect: sleep-under-lock
UNDER(fusword()) // expect: sleep-under-lock
UNDER(fuword()) // expect: sleep-under-lock
UNDER(fuiword()) // expect: sleep-under-lock
UNDER(subyte()) // expect: sleep-under-lock
UNDER(susword()) // expect: sleep-under-lock
UNDER(suword()) // expect: sleep-under-lock
UNDER(suiword()) // expect: sleep-under-lock
UNDER(ufetch_8()) // expect: sleep-under-lock
UNDER(ufetch_16()) // expect: sleep-under-lock
UNDER(ufetch_32()) // expect: sleep-under-lock
UNDER(ufetch_64()) // expect: sleep-under-lock
UNDER(ustore_8()) // expect: sleep-under-lock
UNDER(ustore_16()) // expect: sleep-under-lock
UNDER(ustore_32()) // expect: sleep-under-lock
UNDER(ustore_64()) // expect: sleep-under-lock

// physio(9), buffercache(9)
int physio(), biowait(), bread(), bwrite(), uvm_vslock(), uvm_vsunlock();
UNDER(physio()) // expect: sleep-under-lock
UNDER(biowait()) // expect: sleep-under-lock
UNDER(bread()) // expect: sleep-under-lock
UNDER(bwrite()) // expect: sleep-under-lock
UNDER(uvm_vslock()) // expect: sleep-under-lock
UNDER(uvm_vsunlock()) // expect: sleep-under-lock

// kthread(9), xcall(9)
int kthread_join(), xc_wait();
UNDER(kthread_join()) // expect: sleep-under-lock
UNDER(xc_wait()) // expect: sleep-under-lock

// pserialize(9): the writers' mutex is held, but no spin mutex can be
int pserialize_perform();
UNDER(pserialize_perform())
UNDER_SPIN(pserialize_perform()) // expect: sleep-under-lock

// vnodeops(9): the interlock is released
struct uvm_object { kmutex_t *vmobjlock; };
struct vnode { struct uvm_object v_uobj; int v_numoutput; };
int VOP_PUTPAGES();
void putpages(struct vnode *vp) {
  mutex_enter(vp->v_uobj.vmobjlock);
  VOP_PUTPAGES(vp, 0, 0, 0);
  mutex_enter(vp->v_uobj.vmobjlock);
  mutex_exit(vp->v_uobj.vmobjlock);
}
void putpages_under(struct vnode *vp, struct softc *sc) {
  HOLD(sc);
  mutex_enter(vp->v_uobj.vmobjlock);
  VOP_PUTPAGES(vp, 0, 0, 0); // expect: sleep-under-lock
  DROP(sc);
}

// ifnet(9), autoconf(9)
int if_attach(), if_initialize(), if_detach(), ether_ifattach(), ether_ifdetach(),
    sysctl_createv(), config_found(), config_detach(), firmware_open();
UNDER(if_attach()) // expect: sleep-under-lock
UNDER(if_initialize()) // expect: sleep-under-lock
UNDER(if_detach()) // expect: sleep-under-lock
UNDER(ether_ifattach()) // expect: sleep-under-lock
UNDER(ether_ifdetach()) // expect: sleep-under-lock
UNDER(sysctl_createv()) // expect: sleep-under-lock
UNDER(config_found()) // expect: sleep-under-lock
UNDER(config_detach()) // expect: sleep-under-lock
UNDER(firmware_open()) // expect: sleep-under-lock

// usbdi(9)
int usbd_sync_transfer(), usbd_sync_transfer_sig(), usbd_bulk_transfer(),
    usbd_intr_transfer(), usbd_open_pipe(), usbd_abort_pipe(),
    usbd_abort_default_pipe(), usbd_clear_endpoint_stall(), usbd_do_request(),
    usbd_do_request_flags(), usbd_set_interface(), usbd_get_interface(),
    usbd_set_config_no(), usbd_set_config_index(), usbd_delay_ms(), usb_delay_ms(),
    usbd_get_string(), usbd_fill_deviceinfo(), usbd_create_xfer(),
    usbd_close_pipe(), usbd_reload_device_desc(), usb_detach_waitold();
UNDER(usbd_sync_transfer()) // expect: sleep-under-lock
UNDER(usbd_sync_transfer_sig()) // expect: sleep-under-lock
UNDER(usbd_bulk_transfer()) // expect: sleep-under-lock
UNDER(usbd_intr_transfer()) // expect: sleep-under-lock
UNDER(usbd_open_pipe()) // expect: sleep-under-lock
UNDER(usbd_abort_pipe()) // expect: sleep-under-lock
UNDER(usbd_abort_default_pipe()) // expect: sleep-under-lock
UNDER(usbd_clear_endpoint_stall()) // expect: sleep-under-lock
UNDER(usbd_do_request()) // expect: sleep-under-lock
UNDER(usbd_do_request_flags()) // expect: sleep-under-lock
UNDER(usbd_set_interface()) // expect: sleep-under-lock
UNDER(usbd_get_interface()) // expect: sleep-under-lock
UNDER(usbd_set_config_no()) // expect: sleep-under-lock
UNDER(usbd_set_config_index()) // expect: sleep-under-lock
UNDER(usbd_delay_ms()) // expect: sleep-under-lock
UNDER(usb_delay_ms()) // expect: sleep-under-lock
UNDER(usbd_get_string()) // expect: sleep-under-lock
UNDER(usbd_fill_deviceinfo()) // expect: sleep-under-lock
UNDER(usbd_create_xfer()) // expect: sleep-under-lock
UNDER(usbd_close_pipe()) // expect: sleep-under-lock
UNDER(usbd_reload_device_desc()) // expect: sleep-under-lock
UNDER(usb_detach_waitold()) // expect: sleep-under-lock
