// Functions that do not return: the mutex is not released again after them.
// RUN: %check-expect %s -- %kernel-freebsd -D__FreeBSD_version=800100
#include "freebsd.h"
int kassert_panic(), vpanic(), kthread_exit(), kproc_exit(), exit1(), thread_exit(),
    cpu_throw(), boot(), kern_reboot(), cpu_halt();

NO_RETURN(panic("no"))
NO_RETURN(kassert_panic("no"))
NO_RETURN(vpanic("no"))
NO_RETURN(kthread_exit())
NO_RETURN(kproc_exit(0))
NO_RETURN(exit1(sc, 0))
NO_RETURN(thread_exit())
NO_RETURN(cpu_throw(0, 0))
NO_RETURN(boot(0))
NO_RETURN(kern_reboot(0))
NO_RETURN(cpu_halt())

// The lock outlives its thread.
UNDER(kthread_exit()) // expect: lock-leak
UNDER(kproc_exit(0)) // expect: lock-leak
UNDER(exit1(sc, 0))
UNDER(thread_exit())
extern struct mtx Giant;
void with_giant(void) { mtx_lock(&Giant); kproc_exit(0); } // expect: lock-leak
