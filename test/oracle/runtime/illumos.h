//===- illumos.h - illumos in the words of the runtime ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What mutex(9F), rwlock(9F), condvar(9F), kmem_alloc(9F), delay(9F) promise.
//
//===----------------------------------------------------------------------===//

#include "runtime.h"
typedef unsigned long size_t;
#define NULL ((void *)0)
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define EBUSY 16
#define MUTEX_SPIN 1
#define MUTEX_DRIVER 4
#define RW_DRIVER 2
#define KM_SLEEP 0
#define KM_NOSLEEP 1
typedef enum { RW_WRITER, RW_READER } krw_t;
typedef long clock_t;
typedef char *caddr_t;
typedef struct mutex { struct rt_lock rt; } kmutex_t;
typedef struct _krwlock { struct rt_lock rt; } krwlock_t;
typedef struct _kcondvar { unsigned short _opaque; } kcondvar_t;
#define mutex_init(m, name, type, cookie) \
  rt_init(&(m)->rt, (type) == MUTEX_SPIN ? RT_BY_SPIN | RT_NO_SLEEP : RT_BY_BLOCK | RT_BAD_SLEEP)
#define mutex_enter(m) rt_acquire(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_tryenter(m) rt_try(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_exit(m) rt_release(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mutex_owned(m) rt_owned(&(m)->rt, RT_EXCLUSIVE)
#define rw_init(l, name, type, arg) rt_init(&(l)->rt, RT_BY_BLOCK)
#define RT_MODE(rw) ((rw) == RW_WRITER ? RT_EXCLUSIVE : RT_SHARED)
#define rw_enter(l, rw) rt_acquire(&(l)->rt, RT_MODE(rw), SITE)
#define rw_tryenter(l, rw) rt_try(&(l)->rt, RT_MODE(rw), SITE)
#define rw_exit(l) rt_release(&(l)->rt, RT_ANY, SITE)
#define rw_downgrade(l) rt_downgrade(&(l)->rt, SITE)
#define rw_tryupgrade(l) rt_upgrade(&(l)->rt, SITE)
#define rw_write_held(l) rt_owned(&(l)->rt, RT_EXCLUSIVE)
#define rw_lock_held(l) rt_owned(&(l)->rt, RT_ANY)
#define cv_wait(cv, m) ((void)rt_wait(&(m)->rt, 0, 0, SITE))
#define cv_wait_sig(cv, m) (rt_wait(&(m)->rt, 0, 1, SITE) ? 0 : 1)
#define cv_reltimedwait(cv, m, ticks, res) (rt_wait(&(m)->rt, 0, 1, SITE) ? -1 : 1)
#define delay(ticks) rt_sleep(SITE)
#define ddi_copyin(from, to, size, flags) (rt_sleep(SITE), rt_choose(2, SITE) ? -1 : 0)
#define kmem_alloc(size, flags) rt_alloc(!((flags) & KM_NOSLEEP), (flags) & KM_NOSLEEP, SITE)
// Assertions are of locks only.
#define MUTEX_HELD(m) (m)
#define RW_WRITE_HELD(m) (m)
#define ASSERT(lock) rt_assert(&(lock)->rt, 1, SITE)
