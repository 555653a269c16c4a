// Locks of Linux over those of FreeBSD: a lock is what the driver names.
// RUN: %check-expect %s -- %kernel-linuxkpi
#include "linuxkpi.h"

LEAKS(spin_lock(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS(spin_lock_irqsave(&sc->lock, sc->flags), spin_unlock_irqrestore(&sc->lock, sc->flags)) // expect: lock-leak
LEAKS_IF(spin_trylock(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
TWICE(spin_lock(&sc->lock), spin_lock_irq(&sc->lock)) // expect: recursive-lock
TWICE(spin_lock(&sc->lock); spin_unlock(&sc->lock), spin_unlock(&sc->lock)) // expect: unlock-not-held
LEAKS(read_lock(&sc->rw), read_unlock(&sc->rw)) // expect: lock-leak
LEAKS(write_lock(&sc->rw), write_unlock(&sc->rw)) // expect: lock-leak
TWICE(write_lock(&sc->rw), write_lock(&sc->rw)) // expect: recursive-lock
LEAKS(mutex_lock(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS_IF(mutex_trylock(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
// It may return early, though the macro of this version never does.
PAIR(if (mutex_lock_interruptible(&sc->mutex)) return, mutex_unlock(&sc->mutex))
LEAKS_IF(mutex_lock_interruptible(&sc->mutex) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak
UNDER(if (mutex_lock_interruptible(&sc->mutex) == 0) mutex_unlock(&sc->mutex)) // expect: sleep-under-lock
PAIR(mutex_lock(&sc->mutex); msleep(1), mutex_unlock(&sc->mutex))
LEAKS(down_read(&sc->sem), up_read(&sc->sem)) // expect: lock-leak
LEAKS(down_write(&sc->sem), up_write(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_read_trylock(&sc->sem), up_read(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_write_trylock(&sc->sem), up_write(&sc->sem)) // expect: lock-leak
PAIR(down_write(&sc->sem); downgrade_write(&sc->sem), up_read(&sc->sem))

// Given up in the other mode than it was taken; by a call that is for either: silent.
PAIR(read_lock(&sc->rw), write_unlock(&sc->rw)) // expect: unlock-not-held
PAIR(down_read(&sc->sem), up_write(&sc->sem)) // expect: unlock-not-held
