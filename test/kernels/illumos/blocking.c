// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

// kmem_cache_create(9F)
int kmem_cache_create();
UNDER(kmem_cache_create()) // expect: sleeping-alloc-under-lock

// kmem_cache_create(9F)
int kmem_cache_destroy(), kmem_cache_reap_now();
UNDER(kmem_cache_destroy()) // expect: sleep-under-lock
UNDER(kmem_cache_reap_now()) // expect: sleep-under-lock

// sys/sunddi.h
int strdup(), i_ddi_strdup();
UNDER(strdup()) // expect: sleeping-alloc-under-lock
UNDER(i_ddi_strdup()) // expect: sleeping-alloc-under-lock

// ddi_soft_state(9F)
int ddi_soft_state_zalloc(), ddi_soft_state_init();
UNDER(ddi_soft_state_zalloc()) // expect: sleeping-alloc-under-lock
UNDER(ddi_soft_state_init()) // expect: sleeping-alloc-under-lock

// sys/sunddi.h
int ddi_soft_state_bystr_zalloc();
UNDER(ddi_soft_state_bystr_zalloc()) // expect: sleeping-alloc-under-lock

// sys/stream.h
int allocb_wait();
UNDER(allocb_wait()) // expect: sleeping-alloc-under-lock

// sys/stream.h
int allocb_cred_wait(), allocb_tmpl_wait();
UNDER(allocb_cred_wait()) // expect: sleep-under-lock
UNDER(allocb_tmpl_wait()) // expect: sleep-under-lock

// geteblk(9F)
int geteblk();
UNDER(geteblk()) // expect: sleep-under-lock

// kstat_delete(9F)
int kstat_delete();
UNDER(kstat_delete()) // expect: sleep-under-lock

// id_space_create(9F)
int id_space_create();
UNDER(id_space_create()) // expect: sleeping-alloc-under-lock

// copyin(9F)
int copyin(), copyout(), copyinstr(), copyoutstr(), xcopyin(), xcopyout();
UNDER(copyin()) // expect: sleep-under-lock
UNDER(copyout()) // expect: sleep-under-lock
UNDER(copyinstr()) // expect: sleep-under-lock
UNDER(copyoutstr()) // expect: sleep-under-lock
UNDER(xcopyin()) // expect: sleep-under-lock
UNDER(xcopyout()) // expect: sleep-under-lock

// uiomove(9F)
int uiomove(), ureadc(), uwritec(), uiocopy();
UNDER(uiomove()) // expect: sleep-under-lock
UNDER(ureadc()) // expect: sleep-under-lock
UNDER(uwritec()) // expect: sleep-under-lock
UNDER(uiocopy()) // expect: sleep-under-lock

// sys/systm.h
int fuword8(), fuword16(), fuword32(), fuword64(), fulword(), suword8(), suword16(),
    suword32(), suword64(), sulword();
UNDER(fuword8()) // expect: sleep-under-lock
UNDER(fuword16()) // expect: sleep-under-lock
UNDER(fuword32()) // expect: sleep-under-lock
UNDER(fuword64()) // expect: sleep-under-lock
UNDER(fulword()) // expect: sleep-under-lock
UNDER(suword8()) // expect: sleep-under-lock
UNDER(suword16()) // expect: sleep-under-lock
UNDER(suword32()) // expect: sleep-under-lock
UNDER(suword64()) // expect: sleep-under-lock
UNDER(sulword()) // expect: sleep-under-lock

// physio(9F), biowait(9F)
int physio(), aphysio(), biowait();
UNDER(physio()) // expect: sleep-under-lock
UNDER(aphysio()) // expect: sleep-under-lock
UNDER(biowait()) // expect: sleep-under-lock

// ddi_umem_lock(9F)
int ddi_umem_lock(), umem_lockmemory(), as_pagelock(), bp_mapin();
UNDER(ddi_umem_lock()) // expect: sleep-under-lock
UNDER(umem_lockmemory()) // expect: sleep-under-lock
UNDER(as_pagelock()) // expect: sleep-under-lock
UNDER(bp_mapin()) // expect: sleep-under-lock

// ddi_create_minor_node(9F)
int ddi_create_minor_node(), ddi_create_priv_minor_node();
UNDER(ddi_create_minor_node()) // expect: sleeping-alloc-under-lock
UNDER(ddi_create_priv_minor_node()) // expect: sleeping-alloc-under-lock

// ddi_prop_lookup(9F), ddi_prop_update(9F)
int ddi_prop_lookup_int_array(), ddi_prop_lookup_int64_array(),
    ddi_prop_lookup_string(), ddi_prop_lookup_string_array(),
    ddi_prop_lookup_byte_array(), ddi_prop_update_int(), ddi_prop_update_int64(),
    ddi_prop_update_int_array(), ddi_prop_update_string(),
    ddi_prop_update_string_array(), ddi_prop_update_byte_array(), ddi_prop_create(),
    ddi_prop_modify();
UNDER(ddi_prop_lookup_int_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_lookup_int64_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_lookup_string()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_lookup_string_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_lookup_byte_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_int()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_int64()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_int_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_string()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_string_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_update_byte_array()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_create()) // expect: sleeping-alloc-under-lock
UNDER(ddi_prop_modify()) // expect: sleeping-alloc-under-lock

// ddi_regs_map_setup(9F)
int ddi_regs_map_setup(), pci_config_setup();
UNDER(ddi_regs_map_setup()) // expect: sleeping-alloc-under-lock
UNDER(pci_config_setup()) // expect: sleeping-alloc-under-lock

// ddi_intr_alloc(9F)
int ddi_intr_alloc();
UNDER(ddi_intr_alloc()) // expect: sleeping-alloc-under-lock

// ddi_create_minor_node(9F), ddi_fm_init(9F)
int ddi_remove_minor_node(), ddi_fm_fini();
UNDER(ddi_remove_minor_node()) // expect: sleep-under-lock
UNDER(ddi_fm_fini()) // expect: sleep-under-lock

// ddi_fm_init(9F), ddi_devid_init(9F)
int ddi_fm_init(), ddi_devid_init(), ddi_devid_register();
UNDER(ddi_fm_init()) // expect: sleeping-alloc-under-lock
UNDER(ddi_devid_init()) // expect: sleeping-alloc-under-lock
UNDER(ddi_devid_register()) // expect: sleeping-alloc-under-lock

// ldi_open_by_name(9F), ldi_ioctl(9F)
int ldi_open_by_name(), ldi_open_by_dev(), ldi_open_by_devid(), ldi_close(),
    ldi_ioctl(), ldi_read(), ldi_write(), ldi_strategy_wait();
UNDER(ldi_open_by_name()) // expect: sleep-under-lock
UNDER(ldi_open_by_dev()) // expect: sleep-under-lock
UNDER(ldi_open_by_devid()) // expect: sleep-under-lock
UNDER(ldi_close()) // expect: sleep-under-lock
UNDER(ldi_ioctl()) // expect: sleep-under-lock
UNDER(ldi_read()) // expect: sleep-under-lock
UNDER(ldi_write()) // expect: sleep-under-lock
UNDER(ldi_strategy_wait()) // expect: sleep-under-lock

// pm_raise_power(9F)
int pm_raise_power(), pm_lower_power();
UNDER(pm_raise_power()) // expect: sleep-under-lock
UNDER(pm_lower_power()) // expect: sleep-under-lock

// mod_install(9F), ddi_modopen(9F)
int mod_install(), mod_remove(), ddi_modopen(), ddi_modclose();
UNDER(mod_install()) // expect: sleep-under-lock
UNDER(mod_remove()) // expect: sleep-under-lock
UNDER(ddi_modopen()) // expect: sleep-under-lock
UNDER(ddi_modclose()) // expect: sleep-under-lock

// mac(9F)
int mac_register(), mac_unregister();
UNDER(mac_register()) // expect: sleep-under-lock
UNDER(mac_unregister()) // expect: sleep-under-lock

// sys/sunndi.h
int ndi_devi_online(), ndi_devi_offline(), ndi_devi_alloc_sleep(), ndi_devi_free(),
    ndi_devi_enter(), scsi_hba_devi_enter(), ndi_busop_bus_config();
UNDER(ndi_devi_online()) // expect: sleep-under-lock
UNDER(ndi_devi_offline()) // expect: sleep-under-lock
UNDER(ndi_devi_alloc_sleep()) // expect: sleep-under-lock
UNDER(ndi_devi_free()) // expect: sleep-under-lock
UNDER(ndi_devi_enter()) // expect: sleep-under-lock
UNDER(scsi_hba_devi_enter()) // expect: sleep-under-lock
UNDER(ndi_busop_bus_config()) // expect: sleep-under-lock

// qprocson(9F)
int qprocson(), qprocsoff();
UNDER(qprocson()) // expect: sleep-under-lock
UNDER(qprocsoff()) // expect: sleep-under-lock

// delay(9F)
int ddi_sleep();
UNDER(ddi_sleep()) // expect: sleep-under-lock

// qwait(9F)
int qwait();
UNDER(qwait()) // expect: sleep-under-lock

// qwait_sig(9F)
int qwait_sig();
UNDER(qwait_sig()) // expect: sleep-under-lock, wait-result-ignored

// taskq(9F)
int taskq_create(), taskq_create_instance(), taskq_create_proc(), taskq_create_sysdc(),
    ddi_taskq_create();
UNDER(taskq_create()) // expect: sleeping-alloc-under-lock
UNDER(taskq_create_instance()) // expect: sleeping-alloc-under-lock
UNDER(taskq_create_proc()) // expect: sleeping-alloc-under-lock
UNDER(taskq_create_sysdc()) // expect: sleeping-alloc-under-lock
UNDER(ddi_taskq_create()) // expect: sleeping-alloc-under-lock

// sys/thread.h
int thread_join();
UNDER(thread_join()) // expect: sleep-under-lock

// usb_pipe_ctrl_xfer(9F), usb_get_dev_data(9F)
int usb_pipe_sync_ctrl_xfer(), usb_pipe_ctrl_xfer_wait(), usb_pipe_open(),
    usb_get_string_descr(), usb_set_cfg(), usb_get_status(), usb_clear_feature(),
    usb_get_cfg(), usb_get_alt_if(), usb_set_alt_if(), usb_get_dev_data(),
    usb_serialize_access(), usb_reset_device();
UNDER(usb_pipe_sync_ctrl_xfer()) // expect: sleep-under-lock
UNDER(usb_pipe_ctrl_xfer_wait()) // expect: sleep-under-lock
UNDER(usb_pipe_open()) // expect: sleep-under-lock
UNDER(usb_get_string_descr()) // expect: sleep-under-lock
UNDER(usb_set_cfg()) // expect: sleep-under-lock
UNDER(usb_get_status()) // expect: sleep-under-lock
UNDER(usb_clear_feature()) // expect: sleep-under-lock
UNDER(usb_get_cfg()) // expect: sleep-under-lock
UNDER(usb_get_alt_if()) // expect: sleep-under-lock
UNDER(usb_set_alt_if()) // expect: sleep-under-lock
UNDER(usb_get_dev_data()) // expect: sleep-under-lock
UNDER(usb_serialize_access()) // expect: sleep-under-lock
UNDER(usb_reset_device()) // expect: sleep-under-lock

// usb_register_event_cbs(9F), os/sunndi.c
int usb_register_event_cbs(), usb_register_hotplug_cbs();
UNDER(usb_register_event_cbs()) // expect: sleeping-alloc-under-lock
UNDER(usb_register_hotplug_cbs()) // expect: sleeping-alloc-under-lock

// sys/door.h
int door_ki_open(), door_ki_upcall(), door_ki_upcall_limited();
UNDER(door_ki_open()) // expect: sleep-under-lock
UNDER(door_ki_upcall()) // expect: sleep-under-lock
UNDER(door_ki_upcall_limited()) // expect: sleep-under-lock
