/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: uio(9).
 */
#ifndef _SYS_UIO_H_
#define	_SYS_UIO_H_

#include <sys/types.h>

struct uio {
	off_t	uio_offset;
	int	uio_resid;
};

int	uiomove(void *cp, int n, struct uio *uio);

#endif /* _SYS_UIO_H_ */
