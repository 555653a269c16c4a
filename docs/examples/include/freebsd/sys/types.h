/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: the basic types.
 */
#ifndef _SYS_TYPES_H_
#define	_SYS_TYPES_H_

typedef unsigned char u_char;
typedef unsigned short u_short;
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef __SIZE_TYPE__ size_t;
typedef __INTPTR_TYPE__ ssize_t;
typedef __INTPTR_TYPE__ intptr_t;
typedef __UINTPTR_TYPE__ uintptr_t;
typedef signed char int8_t;
typedef unsigned char u_int8_t;
typedef unsigned char uint8_t;
typedef unsigned short u_int16_t;
typedef unsigned short uint16_t;
typedef unsigned int u_int32_t;
typedef unsigned int uint32_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned long uint64_t;
typedef char *caddr_t;
typedef unsigned int intrmask_t;
typedef long off_t;

struct cdev;
struct thread;

#define	NULL		((void *)0)
#define	__packed	__attribute__((__packed__))
#define	__unused	__attribute__((__unused__))
#define	__dead2		__attribute__((__noreturn__))
#define	__printflike(f, a) __attribute__((__format__(__printf__, f, a)))
#define	__containerof(p, type, member)					\
	((type *)(void *)((char *)(p) - __builtin_offsetof(type, member)))

#endif /* _SYS_TYPES_H_ */
