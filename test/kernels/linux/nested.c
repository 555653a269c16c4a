// An acquire of which the author says that it comes after another lock of its
// class is no part of the lock order; one of which nothing is said is.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

// Each time records of their own: a lock of `p`, then one of `q`; and the other
// way round by `again`.
#define CAT(a, b) a##b
#define NAME(a, b) CAT(a, b)
#define ORDER(take, give, second, end, again) \
  struct NAME(one, __LINE__) { struct mutex mutex; spinlock_t lock; raw_spinlock_t raw; struct rw_semaphore sem; unsigned long flags; }; \
  struct NAME(two, __LINE__) { struct mutex mutex; spinlock_t lock; }; \
  void FN(struct NAME(one, __LINE__) *p, struct NAME(two, __LINE__) *q) { take; second; end; give; } \
  void NAME(back, __LINE__)(struct NAME(one, __LINE__) *p, struct NAME(two, __LINE__) *q) { second; again; give; end; }
#define MUTEX(again) ORDER(mutex_lock(&p->mutex), mutex_unlock(&p->mutex), mutex_lock(&q->mutex), mutex_unlock(&q->mutex), again)
#define MUTEX_IF(again) MUTEX(if (again) { mutex_unlock(&q->mutex); return; })
// Readers wait for each other where somebody writes.
#define READ(again) \
  READERS(again) \
  void NAME(write, __LINE__)(struct NAME(one, __LINE__) *p) { down_write(&p->sem); up_write(&p->sem); }
#define READERS(again) ORDER(down_read(&p->sem), up_read(&p->sem), mutex_lock(&q->mutex), mutex_unlock(&q->mutex), again)
#define WRITE(again) ORDER(down_write(&p->sem), up_write(&p->sem), mutex_lock(&q->mutex), mutex_unlock(&q->mutex), again)
#define SPIN(again) ORDER(spin_lock(&p->lock), spin_unlock(&p->lock), spin_lock(&q->lock), spin_unlock(&q->lock), again)
#define RAW(again) ORDER(raw_spin_lock(&p->raw), raw_spin_unlock(&p->raw), spin_lock(&q->lock), spin_unlock(&q->lock), again)

MUTEX(mutex_lock(&p->mutex)) // expect: lock-order
MUTEX(mutex_lock_nested(&p->mutex, 0)) // expect: lock-order
MUTEX(mutex_lock_nested(&p->mutex, 1))
MUTEX(mutex_lock_nest_lock(&p->mutex, &q->mutex))
MUTEX_IF(mutex_lock_interruptible(&p->mutex)) // expect: lock-order
MUTEX_IF(mutex_lock_interruptible_nested(&p->mutex, 1))
MUTEX_IF(mutex_lock_killable_nested(&p->mutex, 1))
READ(down_read(&p->sem)) // expect: lock-order
READ(down_read_nested(&p->sem, 1))
WRITE(down_write(&p->sem)) // expect: lock-order
WRITE(down_write_nested(&p->sem, 1))
WRITE(down_write_nest_lock(&p->sem, &q->mutex))
WRITE(if (down_write_killable_nested(&p->sem, 1)) { mutex_unlock(&q->mutex); return; })
SPIN(spin_lock(&p->lock)) // expect: lock-order
SPIN(spin_lock_nested(&p->lock, 1))
SPIN(spin_lock_nest_lock(&p->lock, &q->lock))
SPIN(spin_lock_irqsave_nested(&p->lock, p->flags, 1))
RAW(raw_spin_lock(&p->raw)) // expect: lock-order
RAW(raw_spin_lock_nested(&p->raw, 1))
