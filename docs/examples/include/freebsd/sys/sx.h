/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: sx(9), the shared/exclusive sleep lock.
 */
#ifndef _SYS_SX_H_
#define	_SYS_SX_H_

#include <sys/lock.h>

struct sx {
	struct lock_object	lock_object;
	volatile uintptr_t	sx_lock;
};

#define	SX_LOCK_SHARED	0x01

void	sx_init(struct sx *sx, const char *description);
void	sx_destroy(struct sx *sx);
int	_sx_slock(struct sx *sx, int opts, const char *file, int line);
int	_sx_xlock(struct sx *sx, int opts, const char *file, int line);
int	_sx_try_slock(struct sx *sx, const char *file, int line);
int	_sx_try_xlock(struct sx *sx, const char *file, int line);
void	_sx_sunlock(struct sx *sx, const char *file, int line);
void	_sx_xunlock(struct sx *sx, const char *file, int line);

#define	sx_slock(sx)	(void)_sx_slock((sx), 0, LOCK_FILE, LOCK_LINE)
#define	sx_xlock(sx)	(void)_sx_xlock((sx), 0, LOCK_FILE, LOCK_LINE)
#define	sx_try_slock(sx) _sx_try_slock((sx), LOCK_FILE, LOCK_LINE)
#define	sx_try_xlock(sx) _sx_try_xlock((sx), LOCK_FILE, LOCK_LINE)
#define	sx_sunlock(sx)	_sx_sunlock((sx), LOCK_FILE, LOCK_LINE)
#define	sx_xunlock(sx)	_sx_xunlock((sx), LOCK_FILE, LOCK_LINE)
#define	sx_unlock(sx) do {						\
	if (((sx)->sx_lock & SX_LOCK_SHARED) == 0)			\
		sx_xunlock(sx);						\
	else								\
		sx_sunlock(sx);						\
} while (0)
#define	sx_sleep(chan, sx, pri, wmesg, timo)				\
	_sleep((chan), &(sx)->lock_object, (pri), (wmesg), (timo))

#endif /* _SYS_SX_H_ */
