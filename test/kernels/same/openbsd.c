// The defects of defects.c in the words of openbsd.
// RUN: %check-expect %S/defects.c -- %kernel-openbsd -include %s
#include "openbsd.h"
#define SPIN_INIT mtx_init(&sc->mtx, IPL_NET)
#define SPIN_LOCK mtx_enter(&sc->mtx)
#define SPIN_UNLOCK mtx_leave(&sc->mtx)
#define LOCK mtx_enter(&sc->mtx)
#define UNLOCK mtx_leave(&sc->mtx)
#define LOCK_B mtx_enter(&sc->other)
#define UNLOCK_B mtx_leave(&sc->other)
#define SLEEP tsleep(sc, 0, "w", 1)
#define ALLOC malloc(8, M_DEVBUF, M_WAITOK)
