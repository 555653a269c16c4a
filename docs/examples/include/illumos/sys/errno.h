/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: error numbers.
 */
#ifndef _SYS_ERRNO_H
#define	_SYS_ERRNO_H

#define	EINTR	4
#define	EIO	5
#define	ENXIO	6
#define	EAGAIN	11
#define	ENOMEM	12
#define	EFAULT	14
#define	EBUSY	16
#define	ENODEV	19
#define	EINVAL	22
#define	ENOTTY	25
#define	ETIME	62

#endif /* _SYS_ERRNO_H */
