/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: error numbers.
 */
#ifndef _SYS_ERRNO_H_
#define	_SYS_ERRNO_H_

#define	EPERM		1
#define	EINTR		4
#define	EIO		5
#define	ENXIO		6
#define	ENOMEM		12
#define	EFAULT		14
#define	EBUSY		16
#define	ENODEV		19
#define	EINVAL		22
#define	ENOTTY		25
#define	ENOSPC		28
#define	EAGAIN		35
#define	EWOULDBLOCK	EAGAIN
#define	ETIMEDOUT	60
#define	ERESTART	(-1)

#endif /* _SYS_ERRNO_H_ */
