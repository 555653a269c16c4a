//===- freebsd.h - what programs for FreeBSD use ----------------*- C++ -*-===//
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
struct mtx { unsigned long mtx_lock; };
struct sx { unsigned long sx_lock; };
struct rwlock { unsigned long rw_lock; };
struct cv { int cv_waiters; };
struct malloc_type { const char *ks_shortdesc; };
extern struct malloc_type M_DEVBUF[1];
void mtx_init(struct mtx *m, const char *name, const char *type, int opts);
void mtx_lock(struct mtx *m);
void mtx_unlock(struct mtx *m);
void mtx_lock_spin(struct mtx *m);
void mtx_unlock_spin(struct mtx *m);
int mtx_trylock(struct mtx *m);
int mtx_trylock_spin(struct mtx *m);
int mtx_owned(struct mtx *m);
void mtx_assert(struct mtx *m, int what);
void sx_init(struct sx *sx, const char *description);
void sx_xlock(struct sx *sx);
void sx_slock(struct sx *sx);
int sx_xlock_sig(struct sx *sx);
int sx_try_xlock(struct sx *sx);
int sx_try_slock(struct sx *sx);
void sx_xunlock(struct sx *sx);
void sx_sunlock(struct sx *sx);
int sx_try_upgrade(struct sx *sx);
void sx_downgrade(struct sx *sx);
int sx_xlocked(struct sx *sx);
void sx_assert(struct sx *sx, int what);
void rw_init(struct rwlock *rw, const char *name);
void rw_wlock(struct rwlock *rw);
void rw_rlock(struct rwlock *rw);
int rw_try_wlock(struct rwlock *rw);
int rw_try_rlock(struct rwlock *rw);
void rw_wunlock(struct rwlock *rw);
void rw_runlock(struct rwlock *rw);
int rw_try_upgrade(struct rwlock *rw);
void rw_downgrade(struct rwlock *rw);
int rw_wowned(struct rwlock *rw);
int tsleep(void *chan, int pri, const char *wmesg, int timo);
int pause(const char *wmesg, int timo);
int msleep(void *chan, struct mtx *mtx, int pri, const char *wmesg, int timo);
int msleep_spin(void *chan, struct mtx *mtx, const char *wmesg, int timo);
int sx_sleep(void *chan, struct sx *sx, int pri, const char *wmesg, int timo);
int rw_sleep(void *chan, struct rwlock *rw, int pri, const char *wmesg, int timo);
void cv_wait(struct cv *cvp, struct mtx *mp);
int cv_wait_sig(struct cv *cvp, struct mtx *mp);
int cv_timedwait(struct cv *cvp, struct mtx *mp, int timo);
int copyin(const void *uaddr, void *kaddr, size_t len);
void *malloc(size_t size, struct malloc_type *type, int flags);
