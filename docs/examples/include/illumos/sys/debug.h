/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: assertions, as in a DEBUG kernel.
 */
#ifndef _SYS_DEBUG_H
#define	_SYS_DEBUG_H

int	assfail(const char *, const char *, int);

#define	ASSERT(EX)	((void)((EX) || assfail(#EX, __FILE__, __LINE__)))
#define	VERIFY(EX)	((void)((EX) || assfail(#EX, __FILE__, __LINE__)))

#endif /* _SYS_DEBUG_H */
