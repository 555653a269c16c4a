/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: cmn_err(9F).
 */
#ifndef _SYS_CMN_ERR_H
#define	_SYS_CMN_ERR_H

#define	CE_CONT		0
#define	CE_NOTE		1
#define	CE_WARN		2
#define	CE_PANIC	3

void	cmn_err(int, const char *, ...)
	    __attribute__((__format__(__printf__, 2, 3)));
void	panic(const char *, ...)
	    __attribute__((__noreturn__, __format__(__printf__, 1, 2)));

#endif /* _SYS_CMN_ERR_H */
