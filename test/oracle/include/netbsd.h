//===- netbsd.h - what programs for NetBSD use ------------------*- C++ -*-===//
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
#define IPL_NONE 0
#define IPL_VM 6
#define PCATCH 0x100
#define PNORELOCK 0x200
#define KM_SLEEP 1
#define KM_NOSLEEP 2
typedef enum { MUTEX_SPIN = 0, MUTEX_ADAPTIVE = 1, MUTEX_DEFAULT = 2 } kmutex_type_t;
typedef enum { RW_READER = 0, RW_WRITER = 1 } krw_t;
typedef struct kmutex { volatile unsigned long mtx_owner; } kmutex_t;
typedef struct krwlock { volatile unsigned long rw_owner; } krwlock_t;
typedef struct kcondvar { void *cv_opaque[3]; } kcondvar_t;
void mutex_init(kmutex_t *mtx, kmutex_type_t type, int ipl);
void mutex_enter(kmutex_t *mtx);
void mutex_exit(kmutex_t *mtx);
void mutex_spin_enter(kmutex_t *mtx);
void mutex_spin_exit(kmutex_t *mtx);
int mutex_tryenter(kmutex_t *mtx);
int mutex_owned(const kmutex_t *mtx);
void rw_init(krwlock_t *rw);
void rw_enter(krwlock_t *rw, const krw_t op);
int rw_tryenter(krwlock_t *rw, krw_t op);
void rw_exit(krwlock_t *rw);
int rw_tryupgrade(krwlock_t *rw);
void rw_downgrade(krwlock_t *rw);
int rw_write_held(krwlock_t *rw);
int rw_lock_held(krwlock_t *rw);
int tsleep(const void *ident, int priority, const char *wmesg, int timo);
int mtsleep(const void *ident, int priority, const char *wmesg, int timo, kmutex_t *mtx);
int kpause(const char *wmesg, int intr, int timo, kmutex_t *mtx);
void cv_wait(kcondvar_t *cv, kmutex_t *mtx);
int cv_wait_sig(kcondvar_t *cv, kmutex_t *mtx);
int cv_timedwait(kcondvar_t *cv, kmutex_t *mtx, int ticks);
int copyin(const void *uaddr, void *kaddr, size_t len);
void *kmem_alloc(size_t size, int kmflags);
void kern_assert(const char *text, ...);
#define KASSERT(e) ((e) ? (void)0 : kern_assert(#e))
