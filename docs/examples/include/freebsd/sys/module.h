/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: modules come with the bus.
 */
#ifndef _SYS_MODULE_H_
#define	_SYS_MODULE_H_

#include <sys/bus.h>

#endif /* _SYS_MODULE_H_ */
