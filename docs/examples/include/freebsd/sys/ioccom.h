/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: ioctl numbers.
 */
#ifndef _SYS_IOCCOM_H_
#define	_SYS_IOCCOM_H_

#define	_IOC(dir, group, num, len)					\
	((u_long)((dir) | (((len) & 0x1fff) << 16) | ((group) << 8) | (num)))
#define	_IO(g, n)	_IOC(0x20000000UL, (g), (n), 0)
#define	_IOR(g, n, t)	_IOC(0x40000000UL, (g), (n), sizeof(t))
#define	_IOW(g, n, t)	_IOC(0x80000000UL, (g), (n), sizeof(t))

#endif /* _SYS_IOCCOM_H_ */
