/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: the basic types.
 */
#ifndef _SYS_TYPES_H
#define	_SYS_TYPES_H

typedef unsigned char uchar_t;
typedef unsigned short ushort_t;
typedef unsigned int uint_t;
typedef unsigned long ulong_t;
typedef __SIZE_TYPE__ size_t;
typedef __INTPTR_TYPE__ ssize_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef long long longlong_t;
typedef char *caddr_t;
typedef long clock_t;
typedef long off_t;
typedef long long offset_t;
typedef unsigned long dev_t;
typedef unsigned int minor_t;
typedef unsigned int major_t;
typedef int pri_t;
typedef enum { B_FALSE, B_TRUE } boolean_t;

#define	NULL	((void *)0)

#endif /* _SYS_TYPES_H */
