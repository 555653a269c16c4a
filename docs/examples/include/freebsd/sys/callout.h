/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: timeout(9).
 */
#ifndef _SYS_CALLOUT_H_
#define	_SYS_CALLOUT_H_

#include <sys/lock.h>

struct callout {
	void			*c_arg;
	void			(*c_func)(void *);
	struct lock_object	*c_lock;
	int			c_flags;
};

#define	CALLOUT_ACTIVE		0x0002
#define	CALLOUT_PENDING		0x0004
#define	CALLOUT_MPSAFE		0x0008
#define	CALLOUT_RETURNUNLOCKED	0x0010

void	callout_init(struct callout *c, int mpsafe);
void	_callout_init_lock(struct callout *c, struct lock_object *lock,
	    int flags);
int	callout_reset(struct callout *c, int to_ticks, void (*fn)(void *),
	    void *arg);
int	_callout_stop_safe(struct callout *c, int safe);

#define	callout_init_mtx(c, mtx, flags)					\
	_callout_init_lock((c), ((mtx) != NULL) ?			\
	    &(mtx)->lock_object : NULL, (flags))
#define	callout_stop(c)		_callout_stop_safe(c, 0)
#define	callout_drain(c)	_callout_stop_safe(c, 1)
#define	callout_pending(c)	((c)->c_flags & CALLOUT_PENDING)

#endif /* _SYS_CALLOUT_H_ */
