/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: sleeping, interrupt levels, copying, messages.
 * The spl functions are what FreeBSD left of them: they do nothing.
 */
#ifndef _SYS_SYSTM_H_
#define	_SYS_SYSTM_H_

#include <sys/types.h>

struct lock_object;
struct mtx;

extern int hz;
extern int cold;

void	panic(const char *, ...) __dead2 __printflike(1, 2);
int	printf(const char *, ...) __printflike(1, 2);

#define	KASSERT(exp, msg) do {						\
	if (__builtin_expect(!(exp), 0))				\
		panic msg;						\
} while (0)

int	_sleep(void *chan, struct lock_object *lock, int pri,
	    const char *wmesg, int timo);
int	msleep_spin(void *chan, struct mtx *mtx, const char *wmesg, int timo);
int	pause(const char *wmesg, int timo);
void	wakeup(void *chan);
void	wakeup_one(void *chan);
#define	msleep(chan, mtx, pri, wmesg, timo)				\
	_sleep((chan), &(mtx)->lock_object, (pri), (wmesg), (timo))
#define	tsleep(chan, pri, wmesg, timo)					\
	_sleep((chan), NULL, (pri), (wmesg), (timo))

static __inline void		spl0(void)		{ return; }
static __inline intrmask_t	splbio(void)		{ return 0; }
static __inline intrmask_t	splhigh(void)		{ return 0; }
static __inline intrmask_t	splimp(void)		{ return 0; }
static __inline intrmask_t	splnet(void)		{ return 0; }
static __inline intrmask_t	spltty(void)		{ return 0; }
static __inline intrmask_t	splvm(void)		{ return 0; }
static __inline void		splx(intrmask_t ipl __unused)	{ return; }

void	critical_enter(void);
void	critical_exit(void);

int	copyin(const void *udaddr, void *kaddr, size_t len);
int	copyout(const void *kaddr, void *udaddr, size_t len);
void	bzero(void *buf, size_t len);
void	bcopy(const void *from, void *to, size_t len);
void	DELAY(int usec);

#endif /* _SYS_SYSTM_H_ */
