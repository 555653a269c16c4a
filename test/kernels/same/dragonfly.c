// The defects of defects.c in the words of dragonfly.
// RUN: %check-expect %S/defects.c -- %kernel-dragonfly -include %s
#include "dragonfly.h"
#define SPIN_INIT spin_init(&sc->spin, "spin")
#define SPIN_LOCK spin_lock(&sc->spin)
#define SPIN_UNLOCK spin_unlock(&sc->spin)
#define LOCK lwkt_serialize_enter(&sc->slz)
#define UNLOCK lwkt_serialize_exit(&sc->slz)
#define LOCK_B lockmgr(&sc->lk, LK_EXCLUSIVE)
#define UNLOCK_B lockmgr(&sc->lk, LK_RELEASE)
#define SLEEP tsleep(sc, 0, "w", 1)
#define ALLOC kmalloc(8, M_DEVBUF, M_WAITOK)
