// Functions that do not return: the mutex is not released again after them.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"
int vpanic(), fm_panic(), assfail3(), thread_exit(), lwp_exit(), exit();

NO_RETURN(panic("no"))
NO_RETURN(vpanic("no", 0))
NO_RETURN(fm_panic("no"))
NO_RETURN(cmn_err(CE_PANIC, "no"))
NO_RETURN(vcmn_err(CE_PANIC, "no", 0))
NO_RETURN(assfail("no", "f", 1))
NO_RETURN(assfail3("no", 0, "==", 1, "f", 1))
NO_RETURN(thread_exit())
NO_RETURN(lwp_exit())
NO_RETURN(exit(1, 2))
KNOWN(cmn_err(CE_WARN, "%p", &sc->mtx), vcmn_err(CE_NOTE, "%p", &sc->mtx)) // expect: recursive-lock

// The lock outlives its thread.
UNDER(thread_exit()) // expect: lock-leak
UNDER(lwp_exit())
UNDER(exit(1, 2))
