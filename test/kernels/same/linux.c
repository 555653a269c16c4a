// The defects of defects.c in the words of linux.
// RUN: %check-expect %S/defects.c -- %kernel-linux -include %s
#include "linux.h"
#define SPIN_INIT spin_lock_init(&sc->lock)
#define SPIN_LOCK spin_lock(&sc->lock)
#define SPIN_UNLOCK spin_unlock(&sc->lock)
#define LOCK mutex_lock(&sc->mutex)
#define UNLOCK mutex_unlock(&sc->mutex)
#define LOCK_B down_write(&sc->sem)
#define UNLOCK_B up_write(&sc->sem)
#define SLEEP msleep(1)
#define ALLOC kmalloc(8, GFP_KERNEL)
