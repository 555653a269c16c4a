// Calls that sleep, or allocate memory and may sleep for it, whatever their arguments.
// They are declared without parameters, as the name alone counts.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

// kmalloc(9)
int kstrdup(), kstrndup();
UNDER(kstrdup()) // expect: sleeping-alloc-under-lock
UNDER(kstrndup()) // expect: sleeping-alloc-under-lock

// objcache(9)
int objcache_create(), objcache_create_simple(), objcache_destroy();
UNDER(objcache_create()) // expect: sleep-under-lock
UNDER(objcache_create_simple()) // expect: sleep-under-lock
UNDER(objcache_destroy()) // expect: sleep-under-lock

// copy(9)
int copyin(), copyinstr();
UNDER(copyin()) // expect: sleep-under-lock
UNDER(copyinstr()) // expect: sleep-under-lock

// uio(9)
int uiomove(), uiomovebp(), uiomove_frombuf(), uiomove_nofault(), ureadc();
UNDER(uiomove()) // expect: sleep-under-lock
UNDER(uiomovebp()) // expect: sleep-under-lock
UNDER(uiomove_frombuf()) // expect: sleep-under-lock
UNDER(uiomove_nofault()) // expect: sleep-under-lock
UNDER(ureadc()) // expect: sleep-under-lock

// fetch(9), store(9)
int fubyte(), fuword32(), fuword64(), subyte(), suword32(), suword64(), swapu32(),
    casu32();
UNDER(fubyte()) // expect: sleep-under-lock
UNDER(fuword32()) // expect: sleep-under-lock
UNDER(fuword64()) // expect: sleep-under-lock
UNDER(subyte()) // expect: sleep-under-lock
UNDER(suword32()) // expect: sleep-under-lock
UNDER(suword64()) // expect: sleep-under-lock
UNDER(swapu32()) // expect: sleep-under-lock
UNDER(casu32()) // expect: sleep-under-lock

// make_dev(9)
int make_dev(), make_only_dev(), destroy_dev(), make_autoclone_dev();
UNDER(make_dev()) // expect: sleep-under-lock
UNDER(make_only_dev()) // expect: sleep-under-lock
UNDER(destroy_dev()) // expect: sleep-under-lock
UNDER(make_autoclone_dev()) // expect: sleep-under-lock

// ifnet(9), firmware(9), sysctl_add_oid(9)
int ether_ifattach(), ether_ifdetach(), firmware_get(), biowait(), physread(),
    physwrite(), bread(), bwrite(), sysctl_add_oid(), sysctl_ctx_free();
UNDER(ether_ifattach()) // expect: sleep-under-lock
UNDER(ether_ifdetach()) // expect: sleep-under-lock
UNDER(firmware_get()) // expect: sleep-under-lock
UNDER(biowait()) // expect: sleep-under-lock
UNDER(physread()) // expect: sleep-under-lock
UNDER(physwrite()) // expect: sleep-under-lock
UNDER(bread()) // expect: sleep-under-lock
UNDER(bwrite()) // expect: sleep-under-lock
UNDER(sysctl_add_oid()) // expect: sleep-under-lock
UNDER(sysctl_ctx_free()) // expect: sleep-under-lock

// sysctl(9)
int sysctl_handle_int(), sysctl_handle_long(), sysctl_handle_quad(),
    sysctl_handle_string(), sysctl_handle_opaque(), SYSCTL_IN();
UNDER(sysctl_handle_int()) // expect: sleep-under-lock
UNDER(sysctl_handle_long()) // expect: sleep-under-lock
UNDER(sysctl_handle_quad()) // expect: sleep-under-lock
UNDER(sysctl_handle_string()) // expect: sleep-under-lock
UNDER(sysctl_handle_opaque()) // expect: sleep-under-lock
UNDER(SYSCTL_IN()) // expect: sleep-under-lock

// taskqueue(9)
int taskqueue_start_threads(), taskqueue_free();
UNDER(taskqueue_start_threads()) // expect: sleep-under-lock
UNDER(taskqueue_free()) // expect: sleep-under-lock

// msgport(9)
int lwkt_waitmsg(), lwkt_domsg(), lwkt_waitport();
UNDER(lwkt_waitmsg()) // expect: sleep-under-lock
UNDER(lwkt_domsg()) // expect: sleep-under-lock
UNDER(lwkt_waitport()) // expect: sleep-under-lock
