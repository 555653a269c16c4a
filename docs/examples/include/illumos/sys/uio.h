/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: uio(9S).
 */
#ifndef _SYS_UIO_H
#define	_SYS_UIO_H

#include <sys/types.h>

typedef enum uio_rw { UIO_READ, UIO_WRITE } uio_rw_t;

typedef struct uio {
	offset_t	uio_loffset;
	ssize_t		uio_resid;
	short		uio_fmode;
} uio_t;

int	uiomove(void *, size_t, uio_rw_t, uio_t *);

#endif /* _SYS_UIO_H */
