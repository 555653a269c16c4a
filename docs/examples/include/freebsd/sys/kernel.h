/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: the clock.
 */
#ifndef _SYS_KERNEL_H_
#define	_SYS_KERNEL_H_

extern int ticks;

#endif /* _SYS_KERNEL_H_ */
