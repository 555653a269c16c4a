// The defects of defects.c in the words of freebsd.
// RUN: %check-expect %S/defects.c -- %kernel-freebsd -include %s
#include "freebsd.h"
#define SPIN_INIT mtx_init(&sc->spin, "spin", NULL, MTX_SPIN)
#define SPIN_LOCK mtx_lock_spin(&sc->spin)
#define SPIN_UNLOCK mtx_unlock_spin(&sc->spin)
#define LOCK mtx_lock(&sc->mtx)
#define UNLOCK mtx_unlock(&sc->mtx)
#define LOCK_B mtx_lock(&sc->other)
#define UNLOCK_B mtx_unlock(&sc->other)
#define SLEEP tsleep(sc, 0, "w", 1)
#define ALLOC malloc(8, M_DEVBUF, M_WAITOK)
