// What cannot matter to locking: the mutex is still held after these calls although
// they are given it. They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"
#define M (&sc->mtx)

// semaphore(9F)
int sema_init(), sema_destroy(), sema_tryp(), sema_held(), SEMA_HELD();
KNOWN(sema_init(M), sema_destroy(M), sema_tryp(M), sema_held(M)) // expect: recursive-lock
KNOWN(SEMA_HELD(M)) // expect: recursive-lock

// condvar(9F)
int cv_init(), cv_destroy(), cv_has_waiters();
KNOWN(cv_init(M), cv_destroy(M), cv_has_waiters(M)) // expect: recursive-lock

// os/sunndi.c, ddi_prop_remove(9F)
int ndi_prop_update_int(), ndi_prop_update_string(), ndi_prop_update_int_array(),
    ndi_prop_update_string_array(), ndi_prop_remove(), ddi_prop_remove(),
    ddi_prop_remove_all();
KNOWN(ndi_prop_update_int(M), ndi_prop_update_string(M)) // expect: recursive-lock
KNOWN(ndi_prop_update_int_array(M), ndi_prop_update_string_array(M)) // expect: recursive-lock
KNOWN(ndi_prop_remove(M), ddi_prop_remove(M), ddi_prop_remove_all(M)) // expect: recursive-lock

// os/sunddi.c, os/sunpci.c
int ddi_regs_map_free(), pci_config_teardown(), ddi_devid_unregister();
KNOWN(ddi_regs_map_free(M), pci_config_teardown(M), ddi_devid_unregister(M)) // expect: recursive-lock

// usb_client_attach(9F), usb/usba/usbai_register.c
int usb_client_attach(), usb_client_detach();
KNOWN(usb_client_attach(M), usb_client_detach(M)) // expect: recursive-lock

// sys/sunndi.h
int ndi_devi_exit(), scsi_hba_devi_exit();
KNOWN(ndi_devi_exit(M), scsi_hba_devi_exit(M)) // expect: recursive-lock

// usb_alloc_request(9F)
int usb_free_bulk_req(), usb_free_ctrl_req(), usb_free_intr_req(), usb_free_isoc_req(),
    usb_lookup_ep_data(), usb_str_cr(), usb_parse_data(), usb_owns_device(), usb_log(),
    usb_print_descr_tree();
KNOWN(usb_free_bulk_req(M), usb_free_ctrl_req(M), usb_free_intr_req(M)) // expect: recursive-lock
KNOWN(usb_free_isoc_req(M), usb_lookup_ep_data(M), usb_str_cr(M)) // expect: recursive-lock
KNOWN(usb_parse_data(M), usb_owns_device(M), usb_log(M)) // expect: recursive-lock
KNOWN(usb_print_descr_tree(M)) // expect: recursive-lock

// cmn_err(9F), sprintf(9F), ddi_fm_service_impact(9F)
int printf(), uprintf(), prom_printf(), sprintf(), snprintf(), vsprintf(), vsnprintf(),
    ddi_report_dev(), dev_err(), zcmn_err(), strlog(), scsi_log(), scsi_errmsg(),
    scsi_vu_errmsg(), ddi_fm_service_impact(), ddi_fm_ereport_post(),
    ddi_fm_acc_err_get(), ddi_fm_acc_err_clear(), ddi_fm_dma_err_get(),
    ddi_fm_dma_err_clear(), ddi_fm_capable(), ddi_dev_report_fault(), fm_ena_generate(),
    scsi_rname(), scsi_cname();
KNOWN(printf(M), uprintf(M), prom_printf(M), sprintf(M)) // expect: recursive-lock
KNOWN(snprintf(M), vsprintf(M), vsnprintf(M), ddi_report_dev(M)) // expect: recursive-lock
KNOWN(dev_err(M), zcmn_err(M), strlog(M), scsi_log(M)) // expect: recursive-lock
KNOWN(scsi_errmsg(M), scsi_vu_errmsg(M), ddi_fm_service_impact(M)) // expect: recursive-lock
KNOWN(ddi_fm_ereport_post(M), ddi_fm_acc_err_get(M)) // expect: recursive-lock
KNOWN(ddi_fm_acc_err_clear(M), ddi_fm_dma_err_get(M)) // expect: recursive-lock
KNOWN(ddi_fm_dma_err_clear(M), ddi_fm_capable(M)) // expect: recursive-lock
KNOWN(ddi_dev_report_fault(M), fm_ena_generate(M), scsi_rname(M)) // expect: recursive-lock
KNOWN(scsi_cname(M)) // expect: recursive-lock

// bcopy(9F), string(9F), byteorder(9F)
int bzero(), bcopy(), bcmp(), ovbcopy(), memset(), memcpy(), memmove(), memcmp(),
    strlen(), strnlen(), strcmp(), strncmp(), strcasecmp(), strncasecmp(), strcpy(),
    strncpy(), strlcpy(), strlcat(), strcat(), strncat(), strchr(), strrchr(), strstr(),
    strspn(), strpbrk(), numtos(), stoi(), ddi_ffs(), ddi_fls(), highbit(), lowbit(),
    min(), max(), htonl(), htons(), ntohl(), ntohs(), htonll(), ntohll(), swab(),
    ddi_swap16(), ddi_swap32(), ddi_swap64(), hat_getkpfnum();
KNOWN(bzero(M), bcopy(M), bcmp(M), ovbcopy(M), memset(M)) // expect: recursive-lock
KNOWN(memcpy(M), memmove(M), memcmp(M), strlen(M), strnlen(M)) // expect: recursive-lock
KNOWN(strcmp(M), strncmp(M), strcasecmp(M), strncasecmp(M)) // expect: recursive-lock
KNOWN(strcpy(M), strncpy(M), strlcpy(M), strlcat(M), strcat(M)) // expect: recursive-lock
KNOWN(strncat(M), strchr(M), strrchr(M), strstr(M), strspn(M)) // expect: recursive-lock
KNOWN(strpbrk(M), numtos(M), stoi(M), ddi_ffs(M), ddi_fls(M)) // expect: recursive-lock
KNOWN(highbit(M), lowbit(M), min(M), max(M), htonl(M)) // expect: recursive-lock
KNOWN(htons(M), ntohl(M), ntohs(M), htonll(M), ntohll(M)) // expect: recursive-lock
KNOWN(swab(M), ddi_swap16(M), ddi_swap32(M), ddi_swap64(M)) // expect: recursive-lock
KNOWN(hat_getkpfnum(M)) // expect: recursive-lock

// kmem_alloc(9F), ddi_soft_state(9F)
int ddi_intr_free(), kmem_free(), kmem_cache_free(), vmem_free(), vmem_xfree(), ddi_umem_free(),
    ddi_soft_state_free(), ddi_soft_state_fini(), ddi_get_soft_state(),
    ddi_soft_state_bystr_get(), ddi_soft_state_bystr_free(), strfree(), freerbuf(),
    scsi_free_consistent_buf(), scsi_destroy_pkt(), scsi_dmafree(), scsi_sync_pkt(),
    ddi_prop_free(), ddi_devid_free(), nvlist_free(), ddi_dma_free_handle(),
    ddi_dma_mem_free(), ddi_dma_unbind_handle();
KNOWN(ddi_intr_free(M), kmem_free(M), kmem_cache_free(M), vmem_free(M), vmem_xfree(M)) // expect: recursive-lock
KNOWN(ddi_umem_free(M), ddi_soft_state_free(M), ddi_soft_state_fini(M)) // expect: recursive-lock
KNOWN(ddi_get_soft_state(M), ddi_soft_state_bystr_get(M)) // expect: recursive-lock
KNOWN(ddi_soft_state_bystr_free(M), strfree(M), freerbuf(M)) // expect: recursive-lock
KNOWN(scsi_free_consistent_buf(M), scsi_destroy_pkt(M), scsi_dmafree(M)) // expect: recursive-lock
KNOWN(scsi_sync_pkt(M), ddi_prop_free(M), ddi_devid_free(M)) // expect: recursive-lock
KNOWN(nvlist_free(M), ddi_dma_free_handle(M), ddi_dma_mem_free(M)) // expect: recursive-lock
KNOWN(ddi_dma_unbind_handle(M)) // expect: recursive-lock

// ddi_get8(9F), pci_config_get8(9F), ddi_dma_sync(9F)
int ddi_get8(), ddi_get16(), ddi_get32(), ddi_get64(), ddi_put8(), ddi_put16(),
    ddi_put32(), ddi_put64(), ddi_rep_get8(), ddi_rep_get16(), ddi_rep_get32(),
    ddi_rep_get64(), ddi_rep_put8(), ddi_rep_put16(), ddi_rep_put32(), ddi_rep_put64(),
    ddi_io_get8(), ddi_io_get16(), ddi_io_get32(), ddi_io_put8(), ddi_io_put16(),
    ddi_io_put32(), ddi_mem_get8(), ddi_mem_get16(), ddi_mem_get32(), ddi_mem_put8(),
    ddi_mem_put16(), ddi_mem_put32(), ddi_poke8(), ddi_poke16(), ddi_poke32(),
    ddi_poke64(), pci_config_get8(), pci_config_get16(), pci_config_get32(),
    pci_config_get64(), pci_config_put8(), pci_config_put16(), pci_config_put32(),
    pci_config_put64(), ddi_dma_sync(), ddi_check_acc_handle(), ddi_check_dma_handle(),
    inb(), inw(), inl(), outb(), outw(), outl(), membar_producer(), membar_consumer(),
    membar_enter(), membar_exit(), membar_sync();
KNOWN(ddi_get8(M), ddi_get16(M), ddi_get32(M), ddi_get64(M)) // expect: recursive-lock
KNOWN(ddi_put8(M), ddi_put16(M), ddi_put32(M), ddi_put64(M)) // expect: recursive-lock
KNOWN(ddi_rep_get8(M), ddi_rep_get16(M), ddi_rep_get32(M)) // expect: recursive-lock
KNOWN(ddi_rep_get64(M), ddi_rep_put8(M), ddi_rep_put16(M)) // expect: recursive-lock
KNOWN(ddi_rep_put32(M), ddi_rep_put64(M), ddi_io_get8(M)) // expect: recursive-lock
KNOWN(ddi_io_get16(M), ddi_io_get32(M), ddi_io_put8(M)) // expect: recursive-lock
KNOWN(ddi_io_put16(M), ddi_io_put32(M), ddi_mem_get8(M)) // expect: recursive-lock
KNOWN(ddi_mem_get16(M), ddi_mem_get32(M), ddi_mem_put8(M)) // expect: recursive-lock
KNOWN(ddi_mem_put16(M), ddi_mem_put32(M), ddi_poke8(M)) // expect: recursive-lock
KNOWN(ddi_poke16(M), ddi_poke32(M), ddi_poke64(M)) // expect: recursive-lock
KNOWN(pci_config_get8(M), pci_config_get16(M), pci_config_get32(M)) // expect: recursive-lock
KNOWN(pci_config_get64(M), pci_config_put8(M), pci_config_put16(M)) // expect: recursive-lock
KNOWN(pci_config_put32(M), pci_config_put64(M), ddi_dma_sync(M)) // expect: recursive-lock
KNOWN(ddi_check_acc_handle(M), ddi_check_dma_handle(M), inb(M)) // expect: recursive-lock
KNOWN(inw(M), inl(M), outb(M), outw(M), outl(M)) // expect: recursive-lock
KNOWN(membar_producer(M), membar_consumer(M), membar_enter(M)) // expect: recursive-lock
KNOWN(membar_exit(M), membar_sync(M)) // expect: recursive-lock

// sunddi.h, drv_usectohz(9F)
int ddi_get_instance(), ddi_get_name(), ddi_driver_name(), ddi_binding_name(),
    ddi_node_name(), ddi_get_parent(), ddi_get_child(), ddi_get_next_sibling(),
    ddi_get_name_addr(), ddi_get_nodeid(), ddi_get_driver_private(),
    ddi_set_driver_private(), ddi_get_parent_data(), ddi_set_parent_data(),
    ddi_root_node(), ddi_pathname(), ddi_driver_major(), ddi_name_to_major(),
    ddi_major_to_name(), ddi_get_pid(), ddi_get_cred(), ddi_in_panic(),
    ddi_can_receive_sig(), ddi_get_lbolt(), ddi_get_lbolt64(), ddi_get_time(),
    ddi_dev_is_sid(), ddi_slaveonly(), ddi_prop_exists(), ddi_prop_get_int(),
    ddi_prop_get_int64(), ddi_getprop(), ddi_getproplen(),
    ddi_intr_get_supported_types(), ddi_model_convert_from(), ddi_trigger_softintr(),
    ddi_intr_trigger_softint(), getminor(), getmajor(), geteminor(), getemajor(),
    makedevice(), drv_usectohz(), drv_hztousec(), drv_priv(), gethrtime(),
    gethrestime(), gethrestime_sec(), gethrvtime(), hrt2ts(), secpolicy_sys_config(),
    crgetuid(), crgetruid(), crgetzoneid(), btop(), ptob(), btopr(), ddi_btop(),
    ddi_btopr(), ddi_ptob(), callb_add(), callb_delete(), callb_generic_cpr(),
    servicing_interrupt(), mod_info(), curcpup(), scsi_hba_log(),
    ddi_set_name_addr();
KNOWN(ddi_get_instance(M), ddi_get_name(M), ddi_driver_name(M)) // expect: recursive-lock
KNOWN(ddi_binding_name(M), ddi_node_name(M), ddi_get_parent(M)) // expect: recursive-lock
KNOWN(ddi_get_child(M), ddi_get_next_sibling(M), ddi_get_name_addr(M)) // expect: recursive-lock
KNOWN(ddi_get_nodeid(M), ddi_get_driver_private(M)) // expect: recursive-lock
KNOWN(ddi_set_driver_private(M), ddi_get_parent_data(M)) // expect: recursive-lock
KNOWN(ddi_set_parent_data(M), ddi_root_node(M), ddi_pathname(M)) // expect: recursive-lock
KNOWN(ddi_driver_major(M), ddi_name_to_major(M), ddi_major_to_name(M)) // expect: recursive-lock
KNOWN(ddi_get_pid(M), ddi_get_cred(M), ddi_in_panic(M)) // expect: recursive-lock
KNOWN(ddi_can_receive_sig(M), ddi_get_lbolt(M), ddi_get_lbolt64(M)) // expect: recursive-lock
KNOWN(ddi_get_time(M), ddi_dev_is_sid(M), ddi_slaveonly(M)) // expect: recursive-lock
KNOWN(ddi_prop_exists(M), ddi_prop_get_int(M), ddi_prop_get_int64(M)) // expect: recursive-lock
KNOWN(ddi_getprop(M), ddi_getproplen(M)) // expect: recursive-lock
KNOWN(ddi_intr_get_supported_types(M), ddi_model_convert_from(M)) // expect: recursive-lock
KNOWN(ddi_trigger_softintr(M), ddi_intr_trigger_softint(M), getminor(M)) // expect: recursive-lock
KNOWN(getmajor(M), geteminor(M), getemajor(M), makedevice(M)) // expect: recursive-lock
KNOWN(drv_usectohz(M), drv_hztousec(M), drv_priv(M), gethrtime(M)) // expect: recursive-lock
KNOWN(gethrestime(M), gethrestime_sec(M), gethrvtime(M), hrt2ts(M)) // expect: recursive-lock
KNOWN(secpolicy_sys_config(M), crgetuid(M), crgetruid(M)) // expect: recursive-lock
KNOWN(crgetzoneid(M), btop(M), ptob(M), btopr(M), ddi_btop(M)) // expect: recursive-lock
KNOWN(ddi_btopr(M), ddi_ptob(M), callb_add(M), callb_delete(M)) // expect: recursive-lock
KNOWN(callb_generic_cpr(M), servicing_interrupt(M), mod_info(M)) // expect: recursive-lock
int md_array_reader(), md_array_writer();
KNOWN(md_array_reader(M), md_array_writer(M)) // expect: recursive-lock
KNOWN(curcpup(M), scsi_hba_log(M), ddi_set_name_addr(M)) // expect: recursive-lock

// atomic_ops(9F)
int atomic_inc_8(), atomic_inc_16(), atomic_inc_32(), atomic_inc_64(),
    atomic_inc_uint(), atomic_inc_ulong(), atomic_inc_32_nv(), atomic_inc_64_nv(),
    atomic_inc_uint_nv(), atomic_inc_ulong_nv(), atomic_dec_8(), atomic_dec_16(),
    atomic_dec_32(), atomic_dec_64(), atomic_dec_uint(), atomic_dec_ulong(),
    atomic_dec_32_nv(), atomic_dec_64_nv(), atomic_dec_uint_nv(), atomic_dec_ulong_nv(),
    atomic_add_16(), atomic_add_32(), atomic_add_64(), atomic_add_int(),
    atomic_add_long(), atomic_add_32_nv(), atomic_add_64_nv(), atomic_add_int_nv(),
    atomic_add_long_nv(), atomic_or_8(), atomic_or_16(), atomic_or_32(), atomic_or_64(),
    atomic_or_uint(), atomic_or_ulong(), atomic_and_8(), atomic_and_16(),
    atomic_and_32(), atomic_and_64(), atomic_and_uint(), atomic_and_ulong(),
    atomic_cas_8(), atomic_cas_16(), atomic_cas_32(), atomic_cas_64(),
    atomic_cas_uint(), atomic_cas_ulong(), atomic_cas_ptr(), atomic_swap_32(),
    atomic_swap_64(), atomic_swap_ptr(), atomic_swap_uint(), atomic_set_long_excl(),
    atomic_clear_long_excl();
KNOWN(atomic_inc_8(M), atomic_inc_16(M), atomic_inc_32(M)) // expect: recursive-lock
KNOWN(atomic_inc_64(M), atomic_inc_uint(M), atomic_inc_ulong(M)) // expect: recursive-lock
KNOWN(atomic_inc_32_nv(M), atomic_inc_64_nv(M), atomic_inc_uint_nv(M)) // expect: recursive-lock
KNOWN(atomic_inc_ulong_nv(M), atomic_dec_8(M), atomic_dec_16(M)) // expect: recursive-lock
KNOWN(atomic_dec_32(M), atomic_dec_64(M), atomic_dec_uint(M)) // expect: recursive-lock
KNOWN(atomic_dec_ulong(M), atomic_dec_32_nv(M), atomic_dec_64_nv(M)) // expect: recursive-lock
KNOWN(atomic_dec_uint_nv(M), atomic_dec_ulong_nv(M), atomic_add_16(M)) // expect: recursive-lock
KNOWN(atomic_add_32(M), atomic_add_64(M), atomic_add_int(M)) // expect: recursive-lock
KNOWN(atomic_add_long(M), atomic_add_32_nv(M), atomic_add_64_nv(M)) // expect: recursive-lock
KNOWN(atomic_add_int_nv(M), atomic_add_long_nv(M), atomic_or_8(M)) // expect: recursive-lock
KNOWN(atomic_or_16(M), atomic_or_32(M), atomic_or_64(M)) // expect: recursive-lock
KNOWN(atomic_or_uint(M), atomic_or_ulong(M), atomic_and_8(M)) // expect: recursive-lock
KNOWN(atomic_and_16(M), atomic_and_32(M), atomic_and_64(M)) // expect: recursive-lock
KNOWN(atomic_and_uint(M), atomic_and_ulong(M), atomic_cas_8(M)) // expect: recursive-lock
KNOWN(atomic_cas_16(M), atomic_cas_32(M), atomic_cas_64(M)) // expect: recursive-lock
KNOWN(atomic_cas_uint(M), atomic_cas_ulong(M), atomic_cas_ptr(M)) // expect: recursive-lock
KNOWN(atomic_swap_32(M), atomic_swap_64(M), atomic_swap_ptr(M)) // expect: recursive-lock
KNOWN(atomic_swap_uint(M), atomic_set_long_excl(M)) // expect: recursive-lock
KNOWN(atomic_clear_long_excl(M)) // expect: recursive-lock

// allocb(9F), putq(9F), biodone(9F)
int allocb(), allocb_cred(), allocb_tmpl(), desballoc(), esballoc(), freeb(), freemsg(),
    dupb(), dupmsg(), copyb(), copymsg(), linkb(), unlinkb(), msgdsize(), msgsize(),
    msgpullup(), pullupmsg(), adjmsg(), rmvb(), rmvq(), canput(), canputnext(),
    bcanput(), bcanputnext(), putq(), putbq(), insq(), getq(), flushq(), flushband(),
    qsize(), qenable(), enableok(), noenable(), mkiocb(), testb(), miocpullup(),
    bioerror(), biodone(), bioreset(), bioinit(), clrbuf(), geterror(), disksort();
KNOWN(allocb(M), allocb_cred(M), allocb_tmpl(M), desballoc(M)) // expect: recursive-lock
KNOWN(esballoc(M), freeb(M), freemsg(M), dupb(M), dupmsg(M)) // expect: recursive-lock
KNOWN(copyb(M), copymsg(M), linkb(M), unlinkb(M), msgdsize(M)) // expect: recursive-lock
KNOWN(msgsize(M), msgpullup(M), pullupmsg(M), adjmsg(M), rmvb(M)) // expect: recursive-lock
KNOWN(rmvq(M), canput(M), canputnext(M), bcanput(M)) // expect: recursive-lock
KNOWN(bcanputnext(M), putq(M), putbq(M), insq(M), getq(M)) // expect: recursive-lock
KNOWN(flushq(M), flushband(M), qsize(M), qenable(M), enableok(M)) // expect: recursive-lock
KNOWN(noenable(M), mkiocb(M), testb(M), miocpullup(M)) // expect: recursive-lock
KNOWN(bioerror(M), biodone(M), bioreset(M), bioinit(M), clrbuf(M)) // expect: recursive-lock
KNOWN(geterror(M), disksort(M)) // expect: recursive-lock

// sys/list.h, sys/avl.h
int list_create(), list_destroy(), list_insert_head(), list_insert_tail(),
    list_insert_after(), list_insert_before(), list_remove(), list_remove_head(),
    list_remove_tail(), list_head(), list_tail(), list_next(), list_prev(),
    list_is_empty(), list_link_init(), list_link_active(), list_move_tail(),
    avl_create(), avl_destroy(), avl_destroy_nodes(), avl_add(), avl_remove(),
    avl_insert(), avl_find(), avl_first(), avl_last(), avl_walk(), avl_nearest(),
    avl_numnodes(), avl_is_empty();
KNOWN(list_create(M), list_destroy(M), list_insert_head(M)) // expect: recursive-lock
KNOWN(list_insert_tail(M), list_insert_after(M), list_insert_before(M)) // expect: recursive-lock
KNOWN(list_remove(M), list_remove_head(M), list_remove_tail(M)) // expect: recursive-lock
KNOWN(list_head(M), list_tail(M), list_next(M), list_prev(M)) // expect: recursive-lock
KNOWN(list_is_empty(M), list_link_init(M), list_link_active(M)) // expect: recursive-lock
KNOWN(list_move_tail(M), avl_create(M), avl_destroy(M)) // expect: recursive-lock
KNOWN(avl_destroy_nodes(M), avl_add(M), avl_remove(M), avl_insert(M)) // expect: recursive-lock
KNOWN(avl_find(M), avl_first(M), avl_last(M), avl_walk(M)) // expect: recursive-lock
KNOWN(avl_nearest(M), avl_numnodes(M), avl_is_empty(M)) // expect: recursive-lock

// kstat_create(9F), nvlist_add_boolean(9F), pm_busy_component(9F)
int kstat_create(), kstat_install(), kstat_named_init(), kstat_named_setstr(), kstat_waitq_enter(),
    kstat_waitq_exit(), kstat_runq_enter(), kstat_runq_exit(), kstat_waitq_to_runq(),
    kstat_runq_back_to_waitq(), nvlist_add_string(), nvlist_add_uint8(),
    nvlist_add_uint32(), nvlist_add_uint64(), nvlist_add_byte_array(),
    nvlist_next_nvpair(), pm_busy_component(), pm_idle_component(),
    pm_power_has_changed();
KNOWN(kstat_create(M), kstat_install(M)) // expect: recursive-lock
KNOWN(kstat_named_init(M), kstat_named_setstr(M)) // expect: recursive-lock
KNOWN(kstat_waitq_enter(M), kstat_waitq_exit(M), kstat_runq_enter(M)) // expect: recursive-lock
KNOWN(kstat_runq_exit(M), kstat_waitq_to_runq(M)) // expect: recursive-lock
KNOWN(kstat_runq_back_to_waitq(M), nvlist_add_string(M)) // expect: recursive-lock
KNOWN(nvlist_add_uint8(M), nvlist_add_uint32(M), nvlist_add_uint64(M)) // expect: recursive-lock
KNOWN(nvlist_add_byte_array(M), nvlist_next_nvpair(M)) // expect: recursive-lock
KNOWN(pm_busy_component(M), pm_idle_component(M)) // expect: recursive-lock
KNOWN(pm_power_has_changed(M)) // expect: recursive-lock
