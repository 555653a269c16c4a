// Functions that do not return: the mutex is not released again after them.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
int panic(), __assert(), kthread_exit(), exit1(), reboot();

NO_RETURN(panic("no"))
NO_RETURN(__assert("no", "f", 1, "e"))
NO_RETURN(kthread_exit(0))
NO_RETURN(exit1(0, 0, 0, 0))
NO_RETURN(reboot(0))
NO_RETURN(splassert_fail(0, 1, __func__))

// The lock outlives its thread; the kernel lock does not.
UNDER(kthread_exit(0)) // expect: lock-leak
void with_kernel_lock(void) { KERNEL_LOCK(); kthread_exit(0); }
