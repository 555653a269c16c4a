//===- freebsd.h - FreeBSD in the words of the runtime ----------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What mutex(9), sx(9), rwlock(9), sleep(9), condvar(9), malloc(9) promise.
//
//===----------------------------------------------------------------------===//

#include "runtime.h"
typedef unsigned long size_t;
#define NULL ((void *)0)
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define EBUSY 16
#define EWOULDBLOCK 35
#define MTX_DEF 0
#define MTX_SPIN 1
#define MTX_RECURSE 4
#define MA_OWNED 4
#define MA_NOTOWNED 0
#define LA_UNLOCKED 0
#define LA_LOCKED 1
#define LA_SLOCKED 2
#define LA_XLOCKED 4
#define SA_XLOCKED LA_XLOCKED
#define PZERO 22
#define PCATCH 0x100
#define PDROP 0x200
#define M_NOWAIT 1
#define M_WAITOK 2
struct mtx { struct rt_lock rt; };
struct sx { struct rt_lock rt; };
struct rwlock { struct rt_lock rt; };
struct cv { int cv_waiters; };
#define mtx_init(m, name, type, opts) \
  rt_init(&(m)->rt, (((opts) & MTX_SPIN) ? RT_BY_SPIN : RT_BY_BLOCK) | RT_NO_SLEEP | \
                        (((opts) & MTX_RECURSE) ? RT_RECURSIVE : 0))
#define mtx_lock(m) rt_acquire(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mtx_unlock(m) rt_release(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mtx_lock_spin(m) mtx_lock(m)
#define mtx_unlock_spin(m) mtx_unlock(m)
#define mtx_trylock(m) rt_try(&(m)->rt, RT_EXCLUSIVE, SITE)
#define mtx_trylock_spin(m) mtx_trylock(m)
#define mtx_owned(m) rt_owned(&(m)->rt, RT_EXCLUSIVE)
#define mtx_assert(m, what) rt_assert(&(m)->rt, (what) == MA_OWNED, SITE)
#define sx_init(sx, name) rt_init(&(sx)->rt, RT_BY_SLEEP)
#define sx_xlock(sx) rt_acquire(&(sx)->rt, RT_EXCLUSIVE, SITE)
#define sx_slock(sx) rt_acquire(&(sx)->rt, RT_SHARED, SITE)
#define sx_xlock_sig(sx) (rt_acquire_or_signal(&(sx)->rt, RT_EXCLUSIVE, SITE) ? EINTR : 0)
#define sx_try_xlock(sx) rt_try(&(sx)->rt, RT_EXCLUSIVE, SITE)
#define sx_try_slock(sx) rt_try(&(sx)->rt, RT_SHARED, SITE)
#define sx_xunlock(sx) rt_release(&(sx)->rt, RT_EXCLUSIVE, SITE)
#define sx_sunlock(sx) rt_release(&(sx)->rt, RT_SHARED, SITE)
#define sx_try_upgrade(sx) rt_upgrade(&(sx)->rt, SITE)
#define sx_downgrade(sx) rt_downgrade(&(sx)->rt, SITE)
#define sx_xlocked(sx) rt_owned(&(sx)->rt, RT_EXCLUSIVE)
#define sx_assert(sx, what) rt_assert(&(sx)->rt, 1, SITE)
#define rw_init(rw, name) rt_init(&(rw)->rt, RT_BY_BLOCK | RT_NO_SLEEP)
#define rw_wlock(rw) sx_xlock(rw)
#define rw_rlock(rw) sx_slock(rw)
#define rw_try_wlock(rw) sx_try_xlock(rw)
#define rw_try_rlock(rw) sx_try_slock(rw)
#define rw_wunlock(rw) sx_xunlock(rw)
#define rw_runlock(rw) sx_sunlock(rw)
#define rw_try_upgrade(rw) sx_try_upgrade(rw)
#define rw_downgrade(rw) sx_downgrade(rw)
#define rw_wowned(rw) sx_xlocked(rw)
#define tsleep(chan, pri, name, timo) (rt_wait(0, 0, (timo) || ((pri) & PCATCH), SITE) ? EWOULDBLOCK : 0)
#define pause(name, timo) (rt_sleep(SITE), EWOULDBLOCK)
#define msleep(chan, m, pri, name, timo) \
  (rt_wait(&(m)->rt, (pri) & PDROP, (timo) || ((pri) & PCATCH), SITE) ? EINTR : 0)
#define msleep_spin(chan, m, name, timo) msleep(chan, m, 0, name, timo)
#define sx_sleep(chan, m, pri, name, timo) msleep(chan, m, pri, name, timo)
#define rw_sleep(chan, m, pri, name, timo) msleep(chan, m, pri, name, timo)
#define cv_wait(cv, m) ((void)rt_wait(&(m)->rt, 0, 0, SITE))
#define cv_wait_sig(cv, m) (rt_wait(&(m)->rt, 0, 1, SITE) ? EINTR : 0)
#define cv_timedwait(cv, m, timo) (rt_wait(&(m)->rt, 0, 1, SITE) ? EWOULDBLOCK : 0)
#define copyin(from, to, size) (rt_sleep(SITE), rt_choose(2, SITE) ? EIO : 0)
#define malloc(size, type, flags) rt_alloc(!((flags) & M_NOWAIT), (flags) & M_NOWAIT, SITE)
