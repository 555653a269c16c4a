//===- linux.h - what programs for Linux use --------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Declarations as far as generated programs need them, for the analyser.
//
//===----------------------------------------------------------------------===//

typedef unsigned long size_t;
#define NULL ((void *)0)
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define EBUSY 16
#define GFP_KERNEL 0xcc0u
#define GFP_ATOMIC 0x820u
#define __GFP_DIRECT_RECLAIM 0x400u
typedef struct spinlock { int rlock; } spinlock_t;
typedef struct { int raw_lock; } rwlock_t;
struct mutex { long owner; };
struct rw_semaphore { long count; };
struct completion { int done; };
void spin_lock_init(spinlock_t *lock);
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
void assert_spin_locked(spinlock_t *lock);
void rwlock_init(rwlock_t *lock);
void read_lock(rwlock_t *lock);
void write_lock(rwlock_t *lock);
int write_trylock(rwlock_t *lock);
int read_trylock(rwlock_t *lock);
void read_unlock(rwlock_t *lock);
void write_unlock(rwlock_t *lock);
void mutex_init(struct mutex *lock);
void mutex_lock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
void lockdep_assert_held(void *lock);
void init_rwsem(struct rw_semaphore *sem);
void down_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
void msleep(unsigned msecs);
void schedule(void);
void wait_for_completion(struct completion *x);
unsigned long copy_from_user(void *to, const void *from, unsigned long n);
void *kmalloc(size_t size, unsigned flags);
