// The defects of defects.c in the words of illumos.
// RUN: %check-expect %S/defects.c -- %kernel-illumos -include %s
#include "illumos.h"
#define SPIN_INIT mutex_init(&sc->spin, NULL, MUTEX_SPIN, NULL)
#define SPIN_LOCK mutex_enter(&sc->spin)
#define SPIN_UNLOCK mutex_exit(&sc->spin)
#define LOCK mutex_enter(&sc->mtx)
#define UNLOCK mutex_exit(&sc->mtx)
#define LOCK_B mutex_enter(&sc->other)
#define UNLOCK_B mutex_exit(&sc->other)
#define SLEEP delay(1)
#define ALLOC kmem_alloc(8, KM_SLEEP)
