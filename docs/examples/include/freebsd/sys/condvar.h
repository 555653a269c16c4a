/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: condvar(9).
 */
#ifndef _SYS_CONDVAR_H_
#define	_SYS_CONDVAR_H_

#include <sys/lock.h>

struct cv {
	const char	*cv_description;
	int		cv_waiters;
};

void	cv_init(struct cv *cvp, const char *desc);
void	cv_destroy(struct cv *cvp);
void	_cv_wait(struct cv *cvp, struct lock_object *lock);
int	_cv_wait_sig(struct cv *cvp, struct lock_object *lock);
int	_cv_timedwait(struct cv *cvp, struct lock_object *lock, int timo);
void	cv_signal(struct cv *cvp);
void	cv_broadcastpri(struct cv *cvp, int pri);

#define	cv_wait(cvp, lock)	_cv_wait((cvp), &(lock)->lock_object)
#define	cv_wait_sig(cvp, lock)	_cv_wait_sig((cvp), &(lock)->lock_object)
#define	cv_timedwait(cvp, lock, timo)					\
	_cv_timedwait((cvp), &(lock)->lock_object, (timo))
#define	cv_broadcast(cvp)	cv_broadcastpri(cvp, -1)

#endif /* _SYS_CONDVAR_H_ */
