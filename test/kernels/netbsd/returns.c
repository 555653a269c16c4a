// Functions that do not return: the mutex is not released again after them.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
int panic(), vpanic(), kern_assert(), cpu_reboot(), kthread_exit(), lwp_exit();

NO_RETURN(panic("no"))
NO_RETURN(vpanic("no", 0))
NO_RETURN(kern_assert("no"))
NO_RETURN(cpu_reboot(0, 0))
NO_RETURN(kthread_exit(0))
NO_RETURN(lwp_exit(0))

// The lock outlives its thread; the kernel lock does not.
UNDER(kthread_exit(0)) // expect: lock-leak
void with_kernel_lock(void) { KERNEL_LOCK(1, 0); kthread_exit(0); }
