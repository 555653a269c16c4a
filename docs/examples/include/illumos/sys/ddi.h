/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: time and minor numbers.
 */
#ifndef _SYS_DDI_H
#define	_SYS_DDI_H

#include <sys/types.h>

typedef void *timeout_id_t;

clock_t	ddi_get_lbolt(void);
clock_t	drv_usectohz(clock_t);
void	drv_usecwait(clock_t);
void	delay(clock_t);
timeout_id_t timeout(void (*)(void *), void *, clock_t);
clock_t	untimeout(timeout_id_t);
minor_t	getminor(dev_t);

#endif /* _SYS_DDI_H */
