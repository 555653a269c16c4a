// Spinlocks, reader/writer locks, mutexes, semaphores, RCU.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

LEAKS(spin_lock(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
TWICE(spin_lock(&sc->lock); spin_unlock(&sc->lock), spin_unlock(&sc->lock)) // expect: unlock-not-held
LEAKS(raw_spin_lock(&sc->raw), raw_spin_unlock(&sc->raw)) // expect: lock-leak
LEAKS(spin_lock_irq(&sc->lock), spin_unlock_irq(&sc->lock)) // expect: lock-leak
TWICE(spin_lock_irq(&sc->lock); spin_unlock_irq(&sc->lock), spin_unlock_irq(&sc->lock)) // expect: unlock-not-held
LEAKS(raw_spin_lock_irq(&sc->raw), raw_spin_unlock_irq(&sc->raw)) // expect: lock-leak
LEAKS(spin_lock_bh(&sc->lock), spin_unlock_bh(&sc->lock)) // expect: lock-leak
TWICE(spin_lock_bh(&sc->lock); spin_unlock_bh(&sc->lock), spin_unlock_bh(&sc->lock)) // expect: unlock-not-held
LEAKS(raw_spin_lock_bh(&sc->raw), raw_spin_unlock_bh(&sc->raw)) // expect: lock-leak
LEAKS(spin_lock_irqsave(&sc->lock, sc->flags), spin_unlock_irqrestore(&sc->lock, sc->flags)) // expect: lock-leak
TWICE(spin_lock_irqsave(&sc->lock, sc->flags); spin_unlock_irqrestore(&sc->lock, sc->flags), spin_unlock_irqrestore(&sc->lock, sc->flags)) // expect: unlock-not-held
LEAKS(raw_spin_lock_irqsave(&sc->raw, sc->flags), raw_spin_unlock_irqrestore(&sc->raw, sc->flags)) // expect: lock-leak
LEAKS(spin_lock_nested(&sc->lock, 1), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS(spin_lock_nest_lock(&sc->lock, &sc->mutex), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS(spin_lock_irqsave_nested(&sc->lock, sc->flags, 1), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS(raw_spin_lock_nested(&sc->raw, 1), raw_spin_unlock(&sc->raw)) // expect: lock-leak
TWICE(spin_lock(&sc->lock), spin_lock(&sc->lock)) // expect: recursive-lock
LEAKS_IF(spin_trylock(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(spin_trylock_irq(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(spin_trylock_bh(&sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(spin_trylock_irqsave(&sc->lock, sc->flags), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(raw_spin_trylock(&sc->raw), raw_spin_unlock(&sc->raw)) // expect: lock-leak
LEAKS_IF(raw_spin_trylock_irqsave(&sc->raw, sc->flags), raw_spin_unlock(&sc->raw)) // expect: lock-leak
PAIR(spin_lock(&sc->lock); msleep(1), spin_unlock(&sc->lock)) // expect: sleep-under-lock
int assert_spin_locked(), assert_raw_spin_locked();
TWICE(assert_spin_locked(&sc->lock), spin_lock(&sc->lock)) // expect: recursive-lock
TWICE(assert_raw_spin_locked(&sc->raw), raw_spin_lock(&sc->raw)) // expect: recursive-lock

// Readers may nest, writers not.
LEAKS(read_lock(&sc->rw), read_unlock(&sc->rw)) // expect: lock-leak
LEAKS(read_lock_irq(&sc->rw), read_unlock_irq(&sc->rw)) // expect: lock-leak
LEAKS(read_lock_bh(&sc->rw), read_unlock_bh(&sc->rw)) // expect: lock-leak
LEAKS(read_lock_irqsave(&sc->rw, sc->flags), read_unlock_irqrestore(&sc->rw, sc->flags)) // expect: lock-leak
TWICE(read_lock(&sc->rw); read_unlock(&sc->rw), read_unlock(&sc->rw)) // expect: unlock-not-held
LEAKS_IF(read_trylock(&sc->rw), read_unlock(&sc->rw)) // expect: lock-leak
LEAKS(write_lock(&sc->rw), write_unlock(&sc->rw)) // expect: lock-leak
LEAKS(write_lock_irq(&sc->rw), write_unlock_irq(&sc->rw)) // expect: lock-leak
LEAKS(write_lock_bh(&sc->rw), write_unlock_bh(&sc->rw)) // expect: lock-leak
LEAKS(write_lock_irqsave(&sc->rw, sc->flags), write_unlock_irqrestore(&sc->rw, sc->flags)) // expect: lock-leak
TWICE(write_lock(&sc->rw); write_unlock(&sc->rw), write_unlock(&sc->rw)) // expect: unlock-not-held
LEAKS_IF(write_trylock(&sc->rw), write_unlock(&sc->rw)) // expect: lock-leak
LEAKS_IF(write_trylock_irqsave(&sc->rw, sc->flags), write_unlock(&sc->rw)) // expect: lock-leak
TWICE(write_lock(&sc->rw), write_lock(&sc->rw)) // expect: recursive-lock
PAIR(read_lock(&sc->rw); read_lock(&sc->rw), read_unlock(&sc->rw); read_unlock(&sc->rw))
PAIR(read_lock(&sc->rw); msleep(1), read_unlock(&sc->rw)) // expect: sleep-under-lock

// Mutexes and reader/writer semaphores, with which a thread may sleep.
LEAKS(mutex_lock(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS(mutex_lock_nested(&sc->mutex, 1), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS(mutex_lock_io(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS(mutex_lock_nest_lock(&sc->mutex, &sc->sem), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS_IF(mutex_lock_interruptible(&sc->mutex) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak
PAIR(if (mutex_lock_interruptible(&sc->mutex)) return, mutex_unlock(&sc->mutex))
LEAKS_IF(mutex_lock_interruptible_nested(&sc->mutex, 1) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak
PAIR(if (mutex_lock_interruptible_nested(&sc->mutex, 1)) return, mutex_unlock(&sc->mutex))
LEAKS_IF(mutex_lock_killable(&sc->mutex) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak
PAIR(if (mutex_lock_killable(&sc->mutex)) return, mutex_unlock(&sc->mutex))
LEAKS_IF(mutex_lock_killable_nested(&sc->mutex, 1) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak
PAIR(if (mutex_lock_killable_nested(&sc->mutex, 1)) return, mutex_unlock(&sc->mutex))
// A signal may end the wait, which sleeps until then; a try does not.
UNDER(if (mutex_lock_interruptible(&sc->mutex) == 0) mutex_unlock(&sc->mutex)) // expect: sleep-under-lock
UNDER(if (mutex_lock_killable(&sc->mutex) == 0) mutex_unlock(&sc->mutex)) // expect: sleep-under-lock
UNDER(if (mutex_trylock(&sc->mutex)) mutex_unlock(&sc->mutex))
TWICE(if (mutex_lock_interruptible(&sc->mutex)) return, if (mutex_lock_interruptible(&sc->mutex)) return) // expect: recursive-lock
UNDER(if (down_read_killable(&sc->sem) == 0) up_read(&sc->sem)) // expect: sleep-under-lock
UNDER(if (down_write_killable(&sc->sem) == 0) up_write(&sc->sem)) // expect: sleep-under-lock
LEAKS_IF(mutex_trylock(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
TWICE(mutex_lock(&sc->mutex), mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex), mutex_unlock(&sc->mutex)) // expect: unlock-not-held
PAIR(mutex_lock(&sc->mutex); msleep(1), mutex_unlock(&sc->mutex))
LEAKS(down_read(&sc->sem), up_read(&sc->sem)) // expect: lock-leak
LEAKS(down_read_nested(&sc->sem, 1), up_read(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_read_trylock(&sc->sem), up_read(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_read_killable(&sc->sem) == 0, up_read(&sc->sem)) // expect: lock-leak
TWICE(down_read(&sc->sem); up_read(&sc->sem), up_read(&sc->sem)) // expect: unlock-not-held
LEAKS(down_write(&sc->sem), up_write(&sc->sem)) // expect: lock-leak
LEAKS(down_write_nested(&sc->sem, 1), up_write(&sc->sem)) // expect: lock-leak
LEAKS(down_write_nest_lock(&sc->sem, &sc->mutex), up_write(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_write_trylock(&sc->sem), up_write(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_write_killable(&sc->sem) == 0, up_write(&sc->sem)) // expect: lock-leak
TWICE(down_write(&sc->sem); up_write(&sc->sem), up_write(&sc->sem)) // expect: unlock-not-held
LEAKS(down_read_non_owner(&sc->sem), up_read_non_owner(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_read_interruptible(&sc->sem) == 0, up_read(&sc->sem)) // expect: lock-leak
LEAKS_IF(down_write_killable_nested(&sc->sem, 1) == 0, up_write(&sc->sem)) // expect: lock-leak
TWICE(down_write(&sc->sem), down_write(&sc->sem)) // expect: recursive-lock
TWICE(down_write(&sc->sem); downgrade_write(&sc->sem), down_write(&sc->sem)) // expect: recursive-lock

// What lockdep is told.
TWICE(lockdep_assert_held(&sc->mutex), mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(lockdep_assert_held_write(&sc->mutex), mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(lockdep_assert_held_once(&sc->mutex), mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(lockdep_assert_held_read(&sc->mutex), mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(if (!lockdep_is_held(&sc->mutex)) return, mutex_lock(&sc->mutex)) // expect: recursive-lock
PAIR(lockdep_assert_not_held(&sc->mutex); mutex_lock(&sc->mutex), mutex_unlock(&sc->mutex))

// RCU: nothing sleeps in a read-side critical section.
LEAKS(rcu_read_lock(), rcu_read_unlock()) // expect: lock-leak
PAIR(rcu_read_lock(); msleep(1), rcu_read_unlock()) // expect: sleep-under-lock
LEAKS(rcu_read_lock_bh(), rcu_read_unlock_bh()) // expect: lock-leak
PAIR(rcu_read_lock_bh(); msleep(1), rcu_read_unlock_bh()) // expect: sleep-under-lock
LEAKS(rcu_read_lock_sched(), rcu_read_unlock_sched()) // expect: lock-leak
PAIR(rcu_read_lock_sched(); msleep(1), rcu_read_unlock_sched()) // expect: sleep-under-lock
TWICE(rcu_read_lock(); rcu_read_unlock(), rcu_read_unlock()) // expect: unlock-not-held

// Reader/writer semaphores per CPU, and the lock of the network configuration.
void percpu_down_read(), percpu_up_read(), percpu_down_write(), percpu_up_write();
LEAKS(percpu_down_read(&sc->sem), percpu_up_read(&sc->sem)) // expect: lock-leak
TWICE(percpu_down_read(&sc->sem); percpu_up_read(&sc->sem), percpu_up_read(&sc->sem)) // expect: unlock-not-held
LEAKS(percpu_down_write(&sc->sem), percpu_up_write(&sc->sem)) // expect: lock-leak
TWICE(percpu_down_write(&sc->sem); percpu_up_write(&sc->sem), percpu_up_write(&sc->sem)) // expect: unlock-not-held
void rtnl_lock(void), rtnl_unlock(void);
int rtnl_trylock(void), rtnl_lock_killable(void);
#define ASSERT_RTNL() do { } while (0)
LEAKS(rtnl_lock(), rtnl_unlock()) // expect: lock-leak
TWICE(rtnl_lock(), rtnl_lock()) // expect: recursive-lock
TWICE(rtnl_lock(); rtnl_unlock(), rtnl_unlock()) // expect: unlock-not-held
LEAKS_IF(rtnl_trylock(), rtnl_unlock()) // expect: lock-leak
LEAKS_IF(rtnl_lock_killable() == 0, rtnl_unlock()) // expect: lock-leak
UNDER(if (rtnl_lock_killable() == 0) rtnl_unlock()) // expect: sleep-under-lock
TWICE(ASSERT_RTNL(), rtnl_lock()) // expect: recursive-lock
// Where it was taken it is held.
TWICE(if (!rtnl_trylock()) return, rtnl_lock()) // expect: recursive-lock
TWICE(if (rtnl_lock_killable()) return, rtnl_lock()) // expect: recursive-lock
TWICE(if (!down_read_trylock(&sc->sem)) return, down_write(&sc->sem)) // expect: recursive-lock
TWICE(if (!down_write_trylock(&sc->sem)) return, down_write(&sc->sem)) // expect: recursive-lock
TWICE(if (down_write_killable(&sc->sem)) return, down_write(&sc->sem)) // expect: recursive-lock
TWICE(if (down_read_killable(&sc->sem)) return, down_write(&sc->sem)) // expect: recursive-lock
TWICE(if (mutex_lock_killable(&sc->mutex)) return, mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(if (!mutex_trylock(&sc->mutex)) return, mutex_lock(&sc->mutex)) // expect: recursive-lock
TWICE(if (!spin_trylock(&sc->lock)) return, spin_lock(&sc->lock)) // expect: recursive-lock
TWICE(if (!read_trylock(&sc->rw)) return, write_lock(&sc->rw)) // expect: recursive-lock
TWICE(if (!write_trylock(&sc->rw)) return, write_lock(&sc->rw)) // expect: recursive-lock

// Wound/wait mutexes.
struct ww_mutex { int base; };
struct ww_acquire_ctx;
int ww_mutex_lock(), ww_mutex_lock_interruptible(), ww_mutex_lock_slow(),
    ww_mutex_lock_slow_interruptible(), ww_mutex_trylock(), ww_mutex_unlock();
struct ww_mutex *ww;
LEAKS_IF(ww_mutex_lock(ww, NULL) == 0, ww_mutex_unlock(ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_lock_interruptible(ww, NULL) == 0, ww_mutex_unlock(ww)) // expect: lock-leak
LEAKS(ww_mutex_lock_slow(ww, NULL), ww_mutex_unlock(ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_lock_slow_interruptible(ww, NULL) == 0, ww_mutex_unlock(ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_trylock(ww, NULL), ww_mutex_unlock(ww)) // expect: lock-leak
TWICE(ww_mutex_lock_slow(ww, NULL); ww_mutex_unlock(ww), ww_mutex_unlock(ww)) // expect: unlock-not-held

// The lock of the console.
int console_lock(), console_trylock(), console_unlock();
LEAKS(console_lock(), console_unlock()) // expect: lock-leak
LEAKS_IF(console_trylock(), console_unlock()) // expect: lock-leak
TWICE(console_lock(); console_unlock(), console_unlock()) // expect: unlock-not-held

// Sections that may not sleep, counted.
void preempt_disable(void), preempt_enable(void), local_bh_disable(void), local_bh_enable(void);
int smp_processor_id(void);
#define preempt_enable_no_resched() preempt_enable()
#define get_cpu() ({ preempt_disable(); smp_processor_id(); })
#define put_cpu() preempt_enable()
LEAKS(preempt_disable(), preempt_enable()) // expect: lock-leak
PAIR(preempt_disable(); msleep(1), preempt_enable_no_resched()) // expect: sleep-under-lock
PAIR(preempt_disable(); preempt_disable(); preempt_enable(), preempt_enable())
PAIR(sc->ready = get_cpu(); msleep(1), put_cpu()) // expect: sleep-under-lock
void kernel_fpu_begin_mask(unsigned), kernel_fpu_end(void);
#define kernel_fpu_begin() kernel_fpu_begin_mask(2)
PAIR(kernel_fpu_begin(); msleep(1), kernel_fpu_end()) // expect: sleep-under-lock
PAIR(kernel_fpu_begin_mask(1); msleep(1), kernel_fpu_end()) // expect: sleep-under-lock
LEAKS(kernel_fpu_begin(), kernel_fpu_end()) // expect: lock-leak

// Interrupts off: a state of the processor, which nobody leaks, and which the release of a
// spin lock may end.
void local_irq_disable(void), local_irq_enable(void), raw_local_irq_disable(void), raw_local_irq_enable(void);
#define local_irq_save(flags) do { flags = 0; local_irq_disable(); } while (0)
#define local_irq_restore(flags) do { (void)flags; local_irq_enable(); } while (0)
#define raw_local_irq_save(flags) do { flags = 0; raw_local_irq_disable(); } while (0)
#define raw_local_irq_restore(flags) do { (void)flags; raw_local_irq_enable(); } while (0)
PAIR(local_irq_disable(); msleep(1), local_irq_enable()) // expect: sleep-under-lock
PAIR(local_irq_save(sc->flags); msleep(1), local_irq_restore(sc->flags)) // expect: sleep-under-lock
PAIR(raw_local_irq_disable(); msleep(1), raw_local_irq_enable()) // expect: sleep-under-lock
PAIR(raw_local_irq_save(sc->flags); msleep(1), raw_local_irq_restore(sc->flags)) // expect: sleep-under-lock
LEAKS(local_irq_disable(), local_irq_enable())
TWICE(local_irq_enable(), local_irq_enable())
PAIR(local_irq_disable(); local_irq_enable(), msleep(1))
PAIR(raw_local_irq_disable(); raw_local_irq_enable(), msleep(1))
PAIR(local_irq_save(sc->flags); local_irq_restore(sc->flags), msleep(1))

// Bottom halves off: begun by the one and ended by the other.
PAIR(local_bh_disable(); msleep(1), local_bh_enable()) // expect: sleep-under-lock
PAIR(local_bh_disable(); local_bh_enable(), msleep(1))
PAIR(local_bh_disable(); spin_lock(&sc->lock); spin_unlock_bh(&sc->lock), msleep(1))
PAIR(local_bh_disable(); raw_spin_lock(&sc->raw); raw_spin_unlock_bh(&sc->raw), msleep(1))
PAIR(local_bh_disable(); read_lock(&sc->rw); read_unlock_bh(&sc->rw), msleep(1))
PAIR(local_bh_disable(); write_lock(&sc->rw); write_unlock_bh(&sc->rw), msleep(1))
PAIR(spin_lock_bh(&sc->lock); spin_unlock(&sc->lock), local_bh_enable())
LEAKS(local_bh_disable(), local_bh_enable())

// The last reference comes with the lock. Who calls with the lock held has another one.
int refcount_dec_and_mutex_lock(), atomic_dec_and_mutex_lock(), refcount_dec_and_lock(),
    refcount_dec_and_lock_irqsave(), atomic_dec_and_lock(), atomic_dec_and_lock_irqsave();
LEAKS_IF(refcount_dec_and_mutex_lock(&sc->ready, &sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
PAIR(mutex_lock(&sc->mutex); if (refcount_dec_and_mutex_lock(&sc->ready, &sc->mutex)) mutex_unlock(&sc->mutex), mutex_unlock(&sc->mutex))
LEAKS_IF(atomic_dec_and_mutex_lock(&sc->ready, &sc->mutex), mutex_unlock(&sc->mutex)) // expect: lock-leak
LEAKS_IF(refcount_dec_and_lock(&sc->ready, &sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(refcount_dec_and_lock_irqsave(&sc->ready, &sc->lock, &sc->flags), spin_unlock_irqrestore(&sc->lock, sc->flags)) // expect: lock-leak
LEAKS_IF(atomic_dec_and_lock(&sc->ready, &sc->lock), spin_unlock(&sc->lock)) // expect: lock-leak
LEAKS_IF(atomic_dec_and_lock_irqsave(&sc->ready, &sc->lock, &sc->flags), spin_unlock_irqrestore(&sc->lock, sc->flags)) // expect: lock-leak
PAIR(raw_local_irq_save(sc->flags); raw_local_irq_restore(sc->flags), msleep(1))
PAIR(local_irq_disable(); spin_lock(&sc->lock); spin_unlock_irq(&sc->lock), msleep(1))
PAIR(local_irq_save(sc->flags); spin_lock(&sc->lock); spin_unlock_irqrestore(&sc->lock, sc->flags), msleep(1))
PAIR(local_irq_disable(); raw_spin_lock(&sc->raw); raw_spin_unlock_irq(&sc->raw), msleep(1))
PAIR(local_irq_save(sc->flags); raw_spin_lock(&sc->raw); raw_spin_unlock_irqrestore(&sc->raw, sc->flags), msleep(1))
PAIR(local_irq_disable(); read_lock(&sc->rw); read_unlock_irq(&sc->rw), msleep(1))
PAIR(local_irq_save(sc->flags); read_lock(&sc->rw); read_unlock_irqrestore(&sc->rw, sc->flags), msleep(1))
PAIR(local_irq_disable(); write_lock(&sc->rw); write_unlock_irq(&sc->rw), msleep(1))
PAIR(local_irq_save(sc->flags); write_lock(&sc->rw); write_unlock_irqrestore(&sc->rw, sc->flags), msleep(1))
PAIR(local_irq_disable(); spin_lock(&sc->lock); spin_unlock(&sc->lock); msleep(1), local_irq_enable()) // expect: sleep-under-lock

// Without lock debugging it is no macro.
#undef mutex_lock_interruptible
int mutex_lock_interruptible(struct mutex *);
LEAKS_IF(mutex_lock_interruptible(&sc->mutex) == 0, mutex_unlock(&sc->mutex)) // expect: lock-leak

// Given up in the other mode than it was taken; by a call that is for either: silent.
PAIR(read_lock(&sc->rw), write_unlock(&sc->rw)) // expect: unlock-not-held
PAIR(write_lock(&sc->rw), read_unlock(&sc->rw)) // expect: unlock-not-held
PAIR(down_read(&sc->sem), up_write(&sc->sem)) // expect: unlock-not-held
PAIR(down_write(&sc->sem); downgrade_write(&sc->sem), up_read(&sc->sem))
