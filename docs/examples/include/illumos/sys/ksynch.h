/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: mutex(9F), rwlock(9F), semaphore(9F) and
 * condvar(9F). All of them are functions, and the locks are opaque.
 */
#ifndef _SYS_KSYNCH_H
#define	_SYS_KSYNCH_H

#include <sys/types.h>

typedef enum {
	MUTEX_ADAPTIVE = 0,
	MUTEX_SPIN = 1,
	MUTEX_DRIVER = 4,
	MUTEX_DEFAULT = 6
} kmutex_type_t;

typedef struct mutex {
	void	*_opaque[1];
} kmutex_t;

#define	MUTEX_HELD(x)		(mutex_owned(x))
#define	MUTEX_NOT_HELD(x)	(!mutex_owned(x))

void	mutex_init(kmutex_t *, char *, kmutex_type_t, void *);
void	mutex_destroy(kmutex_t *);
void	mutex_enter(kmutex_t *);
int	mutex_tryenter(kmutex_t *);
void	mutex_exit(kmutex_t *);
int	mutex_owned(const kmutex_t *);

typedef enum { RW_DRIVER = 2, RW_DEFAULT = 4 } krw_type_t;
typedef enum { RW_WRITER, RW_READER } krw_t;

typedef struct _krwlock {
	void	*_opaque[1];
} krwlock_t;

#define	RW_READ_HELD(x)		(rw_read_held((x)))
#define	RW_WRITE_HELD(x)	(rw_write_held((x)))
#define	RW_LOCK_HELD(x)		(rw_lock_held((x)))

void	rw_init(krwlock_t *, char *, krw_type_t, void *);
void	rw_destroy(krwlock_t *);
void	rw_enter(krwlock_t *, krw_t);
int	rw_tryenter(krwlock_t *, krw_t);
void	rw_exit(krwlock_t *);
void	rw_downgrade(krwlock_t *);
int	rw_tryupgrade(krwlock_t *);
int	rw_read_held(krwlock_t *);
int	rw_write_held(krwlock_t *);
int	rw_lock_held(krwlock_t *);

typedef enum { SEMA_DEFAULT, SEMA_DRIVER } ksema_type_t;

typedef struct _ksema {
	void	*_opaque[2];
} ksema_t;

void	sema_init(ksema_t *, uint_t, char *, ksema_type_t, void *);
void	sema_destroy(ksema_t *);
void	sema_p(ksema_t *);
int	sema_p_sig(ksema_t *);
int	sema_tryp(ksema_t *);
void	sema_v(ksema_t *);

typedef enum { CV_DEFAULT, CV_DRIVER } kcv_type_t;

typedef struct _kcondvar {
	ushort_t	_opaque;
} kcondvar_t;

typedef enum {
	TR_NANOSEC, TR_MICROSEC, TR_MILLISEC, TR_SEC, TR_CLOCK_TICK
} time_res_t;

void	cv_init(kcondvar_t *, char *, kcv_type_t, void *);
void	cv_destroy(kcondvar_t *);
void	cv_wait(kcondvar_t *, kmutex_t *);
int	cv_wait_sig(kcondvar_t *, kmutex_t *);
clock_t	cv_timedwait(kcondvar_t *, kmutex_t *, clock_t);
clock_t	cv_timedwait_sig(kcondvar_t *, kmutex_t *, clock_t);
clock_t	cv_reltimedwait(kcondvar_t *, kmutex_t *, clock_t, time_res_t);
clock_t	cv_reltimedwait_sig(kcondvar_t *, kmutex_t *, clock_t, time_res_t);
void	cv_signal(kcondvar_t *);
void	cv_broadcast(kcondvar_t *);

#endif /* _SYS_KSYNCH_H */
