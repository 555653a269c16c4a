//===- netbsd.h - NetBSD in the words of the runtime ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What mutex(9), rwlock(9), condvar(9), tsleep(9), kpause(9), kmem(9) promise.
//
//===----------------------------------------------------------------------===//

#include "runtime.h"
typedef unsigned long size_t;
#define NULL ((void *)0)
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define EBUSY 16
#define IPL_NONE 0
#define IPL_VM 6
#define PCATCH 0x100
#define PNORELOCK 0x200
#define KM_SLEEP 1
#define KM_NOSLEEP 2
typedef enum { MUTEX_SPIN = 0, MUTEX_ADAPTIVE = 1, MUTEX_DEFAULT = 2 } kmutex_type_t;
typedef enum { RW_READER = 0, RW_WRITER = 1 } krw_t;
#define EWOULDBLOCK 35
typedef struct kmutex { struct rt_lock rt; } kmutex_t;
typedef struct krwlock { struct rt_lock rt; } krwlock_t;
typedef struct kcondvar { void *cv_opaque[3]; } kcondvar_t;
#define mutex_init(m, type, ipl) \
  rt_init(&(m)->rt, (ipl) >= IPL_VM ? RT_BY_SPIN | RT_NO_SLEEP : RT_BY_BLOCK | RT_BAD_SLEEP)
#define mutex_enter(m) rt_acquire(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_exit(m) rt_release(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_spin_enter(m) mutex_enter(m)
#define mutex_spin_exit(m) mutex_exit(m)
#define mutex_tryenter(m) rt_try(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_owned(m) rt_owned(&(m)->rt, RT_EXCLUSIVE)
#define rw_init(l) rt_init(&(l)->rt, RT_BY_BLOCK)
#define RT_MODE(rw) ((rw) == RW_WRITER ? RT_EXCLUSIVE : RT_SHARED)
#define rw_enter(l, rw) rt_acquire(&(l)->rt, RT_MODE(rw), SITE)
#define rw_tryenter(l, rw) rt_try(&(l)->rt, RT_MODE(rw), SITE)
#define rw_exit(l) rt_release(&(l)->rt, RT_ANY, SITE)
#define rw_downgrade(l) rt_downgrade(&(l)->rt, SITE)
#define rw_tryupgrade(l) rt_upgrade(&(l)->rt, SITE)
#define rw_write_held(l) rt_owned(&(l)->rt, RT_EXCLUSIVE)
#define rw_lock_held(l) rt_owned(&(l)->rt, RT_ANY)
#define tsleep(chan, pri, name, timo) (rt_wait(0, 0, (timo) || ((pri) & PCATCH), SITE) ? EWOULDBLOCK : 0)
#define mtsleep(chan, pri, name, timo, m) \
  (rt_wait(&(m)->rt, (pri) & PNORELOCK, (timo) || ((pri) & PCATCH), SITE) ? EINTR : 0)
#define kpause(name, intr, timo, m) (rt_sleep(SITE), EWOULDBLOCK)
#define cv_wait(cv, m) ((void)rt_wait(&(m)->rt, 0, 0, SITE))
#define cv_wait_sig(cv, m) (rt_wait(&(m)->rt, 0, 1, SITE) ? EINTR : 0)
#define cv_timedwait(cv, m, timo) (rt_wait(&(m)->rt, 0, 1, SITE) ? EWOULDBLOCK : 0)
#define copyin(from, to, size) (rt_sleep(SITE), rt_choose(2, SITE) ? EIO : 0)
#define kmem_alloc(size, flags) rt_alloc((flags) & KM_SLEEP, !((flags) & KM_SLEEP), SITE)
#define KASSERT(e) ((e) ? (void)0 : rt_assert_failed(SITE))
