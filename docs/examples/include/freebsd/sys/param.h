/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: sleep priorities and small macros.
 */
#ifndef _SYS_PARAM_H_
#define	_SYS_PARAM_H_

#include <sys/types.h>
#include <sys/errno.h>

#define	__FreeBSD_version	700055

#define	PSOCK		88
#define	PZERO		84
#define	PWAIT		80
#define	PRIMASK		0x0ff
#define	PCATCH		0x100		/* a signal ends the sleep */
#define	PDROP		0x200		/* do not take the interlock again */

#define	MIN(a, b)	(((a) < (b)) ? (a) : (b))

#endif /* _SYS_PARAM_H_ */
