/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: mutex(9). The operations are macros around
 * functions that take the flags and the place of the call.
 */
#ifndef _SYS_MUTEX_H_
#define	_SYS_MUTEX_H_

#include <sys/lock.h>

struct mtx {
	struct lock_object	lock_object;
	volatile uintptr_t	mtx_lock;
	u_int			mtx_recurse;
};

extern struct mtx Giant;
extern struct thread *curthread;

#define	MTX_DEF		0x00000000
#define	MTX_SPIN	0x00000001
#define	MTX_RECURSE	0x00000004
#define	MTX_NOWITNESS	0x00000008
#define	MTX_DUPOK	0x00400000

#define	MTX_NETWORK_LOCK "network driver"

#define	MA_OWNED	0x01
#define	MA_NOTOWNED	0x02

void	mtx_init(struct mtx *m, const char *name, const char *type, int opts);
void	mtx_destroy(struct mtx *m);
void	_mtx_lock_flags(struct mtx *m, int opts, const char *file, int line);
void	_mtx_unlock_flags(struct mtx *m, int opts, const char *file, int line);
void	_mtx_lock_spin_flags(struct mtx *m, int opts, const char *file,
	    int line);
void	_mtx_unlock_spin_flags(struct mtx *m, int opts, const char *file,
	    int line);
int	_mtx_trylock(struct mtx *m, int opts, const char *file, int line);
void	_mtx_assert(struct mtx *m, int what, const char *file, int line);

#define	mtx_lock_flags(m, opts)						\
	_mtx_lock_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define	mtx_unlock_flags(m, opts)					\
	_mtx_unlock_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define	mtx_lock_spin_flags(m, opts)					\
	_mtx_lock_spin_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define	mtx_unlock_spin_flags(m, opts)					\
	_mtx_unlock_spin_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define	mtx_trylock_flags(m, opts)					\
	_mtx_trylock((m), (opts), LOCK_FILE, LOCK_LINE)

#define	mtx_lock(m)		mtx_lock_flags((m), 0)
#define	mtx_unlock(m)		mtx_unlock_flags((m), 0)
#define	mtx_lock_spin(m)	mtx_lock_spin_flags((m), 0)
#define	mtx_unlock_spin(m)	mtx_unlock_spin_flags((m), 0)
#define	mtx_trylock(m)		mtx_trylock_flags((m), 0)

#define	mtx_initialized(m)	((m)->lock_object.lo_flags != 0)
#define	mtx_owned(m)							\
	(((m)->mtx_lock & ~(uintptr_t)7) == (uintptr_t)curthread)
#define	mtx_recursed(m)		((m)->mtx_recurse != 0)
#define	mtx_assert(m, what)						\
	_mtx_assert((m), (what), LOCK_FILE, LOCK_LINE)

#define	GIANT_REQUIRED		mtx_assert(&Giant, MA_OWNED)

#endif /* _SYS_MUTEX_H_ */
