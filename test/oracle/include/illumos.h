//===- illumos.h - what programs for illumos use ----------------*- C++ -*-===//
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
#define MUTEX_SPIN 1
#define MUTEX_DRIVER 4
#define RW_DRIVER 2
#define FKIOCTL 0x80000000
#define KM_SLEEP 0
#define KM_NOSLEEP 1
typedef enum { RW_WRITER, RW_READER } krw_t;
typedef long clock_t;
typedef char *caddr_t;
typedef struct mutex { void *_opaque[1]; } kmutex_t;
typedef struct _krwlock { void *_opaque[1]; } krwlock_t;
typedef struct _kcondvar { unsigned short _opaque; } kcondvar_t;
void mutex_init(kmutex_t *mp, char *name, int type, void *cookie);
void mutex_enter(kmutex_t *mp);
int mutex_tryenter(kmutex_t *mp);
void mutex_exit(kmutex_t *mp);
int mutex_owned(const kmutex_t *mp);
void rw_init(krwlock_t *lp, char *name, int type, void *arg);
void rw_enter(krwlock_t *lp, krw_t rw);
int rw_tryenter(krwlock_t *lp, krw_t rw);
void rw_exit(krwlock_t *lp);
void rw_downgrade(krwlock_t *lp);
int rw_tryupgrade(krwlock_t *lp);
int rw_write_held(krwlock_t *lp);
int rw_lock_held(krwlock_t *lp);
void cv_wait(kcondvar_t *cvp, kmutex_t *mp);
int cv_wait_sig(kcondvar_t *cvp, kmutex_t *mp);
clock_t cv_reltimedwait(kcondvar_t *cvp, kmutex_t *mp, clock_t delta, int res);
void delay(clock_t ticks);
int ddi_copyin(const void *buf, void *driverbuf, size_t cn, int flags);
void *kmem_alloc(size_t size, int kmflag);
int assfail(const char *a, const char *f, int l);
#define MUTEX_HELD(x) (mutex_owned(x))
#define RW_WRITE_HELD(x) (rw_write_held((x)))
#define ASSERT(EX) ((void)((EX) || assfail(#EX, __FILE__, __LINE__)))
