// The defects of defects.c in the words of netbsd.
// RUN: %check-expect %S/defects.c -- %kernel-netbsd -include %s
#include "netbsd.h"
#define SPIN_INIT mutex_init(&sc->spin, MUTEX_DEFAULT, IPL_SCHED)
#define SPIN_LOCK mutex_spin_enter(&sc->spin)
#define SPIN_UNLOCK mutex_spin_exit(&sc->spin)
#define LOCK mutex_enter(&sc->mtx)
#define UNLOCK mutex_exit(&sc->mtx)
#define LOCK_B mutex_enter(&sc->other)
#define UNLOCK_B mutex_exit(&sc->other)
#define SLEEP tsleep(sc, 0, "w", 1)
#define ALLOC kmem_alloc(8, KM_SLEEP)
