//===- linux.h - Linux in the words of the runtime --------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What Documentation/locking and Documentation/core-api say.
//
//===----------------------------------------------------------------------===//

#include "runtime.h"
typedef unsigned long size_t;
#define NULL ((void *)0)
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define EBUSY 16
#define GFP_KERNEL 0xcc0u
#define GFP_ATOMIC 0x820u
#define __GFP_DIRECT_RECLAIM 0x400u
typedef struct spinlock { struct rt_lock rt; } spinlock_t;
typedef struct { struct rt_lock rt; } rwlock_t;
struct mutex { struct rt_lock rt; };
struct rw_semaphore { struct rt_lock rt; };
struct completion { int done; };
#define spin_lock_init(l) rt_init(&(l)->rt, RT_BY_SPIN | RT_NO_SLEEP)
#define spin_lock(l) rt_acquire(&(l)->rt, RT_EXCLUSIVE, SITE)
#define spin_unlock(l) rt_release(&(l)->rt, RT_EXCLUSIVE, SITE)
#define spin_trylock(l) rt_try(&(l)->rt, RT_EXCLUSIVE, SITE)
#define assert_spin_locked(l) rt_assert(&(l)->rt, 1, SITE)
#define rwlock_init(l) spin_lock_init(l)
#define read_lock(l) rt_acquire(&(l)->rt, RT_SHARED, SITE)
#define write_lock(l) spin_lock(l)
#define write_trylock(l) spin_trylock(l)
#define read_trylock(l) rt_try(&(l)->rt, RT_SHARED, SITE)
#define read_unlock(l) rt_release(&(l)->rt, RT_SHARED, SITE)
#define write_unlock(l) spin_unlock(l)
#define mutex_init(l) rt_init(&(l)->rt, RT_BY_SLEEP)
#define mutex_lock(l) spin_lock(l)
#define mutex_lock_interruptible(l) (rt_acquire_or_signal(&(l)->rt, RT_EXCLUSIVE, SITE) ? -EINTR : 0)
#define mutex_trylock(l) spin_trylock(l)
#define mutex_unlock(l) spin_unlock(l)
#define lockdep_assert_held(l) rt_assert(&(l)->rt, 1, SITE)
#define init_rwsem(l) mutex_init(l)
#define down_read(l) read_lock(l)
#define down_write(l) spin_lock(l)
#define down_read_trylock(l) read_trylock(l)
#define down_write_trylock(l) spin_trylock(l)
#define up_read(l) read_unlock(l)
#define up_write(l) spin_unlock(l)
#define downgrade_write(l) rt_downgrade(&(l)->rt, SITE)
#define msleep(ms) rt_sleep(SITE)
#define schedule() ((void)rt_wait(0, 0, 0, SITE))
#define wait_for_completion(x) ((void)rt_wait(0, 0, 0, SITE))
#define copy_from_user(to, from, n) (rt_sleep(SITE), rt_choose(2, SITE) ? 1ul : 0ul)
#define kmalloc(size, flags) rt_alloc((flags) & __GFP_DIRECT_RECLAIM, 1, SITE)
