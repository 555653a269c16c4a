/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: kmem_alloc(9F). KM_SLEEP is 0: an allocation sleeps
 * unless KM_NOSLEEP says otherwise.
 */
#ifndef _SYS_KMEM_H
#define	_SYS_KMEM_H

#include <sys/types.h>

#define	KM_SLEEP	0x0000
#define	KM_NOSLEEP	0x0001
#define	KM_PUSHPAGE	0x0004
#define	KM_NORMALPRI	0x0008

void	*kmem_alloc(size_t, int);
void	*kmem_zalloc(size_t, int);
void	kmem_free(void *, size_t);

#endif /* _SYS_KMEM_H */
