/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: what all locks begin with. This is a debug
 * kernel: each lock operation is a call that carries file and line.
 */
#ifndef _SYS_LOCK_H_
#define	_SYS_LOCK_H_

#include <sys/types.h>

struct lock_object {
	const char	*lo_name;
	u_int		lo_flags;
};

#define	LOCK_DEBUG	1
#define	LOCK_FILE	__FILE__
#define	LOCK_LINE	__LINE__

#endif /* _SYS_LOCK_H_ */
