/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: ddi_intr(9F). An interrupt whose priority is at or
 * above ddi_intr_get_hilevel_pri() is high-level: its handler runs above the
 * scheduler, and only spin mutexes may be entered in it.
 */
#ifndef _SYS_DDI_INTR_H
#define	_SYS_DDI_INTR_H

#include <sys/types.h>

typedef struct dev_info dev_info_t;
typedef struct __ddi_intr_handle *ddi_intr_handle_t;
typedef struct __ddi_softint_handle *ddi_softint_handle_t;
typedef uint_t (ddi_intr_handler_t)(caddr_t, caddr_t);
typedef void *ddi_iblock_cookie_t;

#define	DDI_INTR_TYPE_FIXED	0x1
#define	DDI_INTR_TYPE_MSI	0x2
#define	DDI_INTR_ALLOC_NORMAL	0
#define	DDI_INTR_CLAIMED	1
#define	DDI_INTR_UNCLAIMED	0
#define	DDI_INTR_SOFTPRI_MIN	1
#define	DDI_INTR_PRI(pri)	(void *)((uintptr_t)(pri))

int	ddi_intr_alloc(dev_info_t *, ddi_intr_handle_t *, int, int, int, int *,
	    int);
int	ddi_intr_free(ddi_intr_handle_t);
uint_t	ddi_intr_get_hilevel_pri(void);
int	ddi_intr_get_pri(ddi_intr_handle_t, uint_t *);
int	ddi_intr_add_handler(ddi_intr_handle_t, ddi_intr_handler_t, void *,
	    void *);
int	ddi_intr_remove_handler(ddi_intr_handle_t);
int	ddi_intr_enable(ddi_intr_handle_t);
int	ddi_intr_disable(ddi_intr_handle_t);
int	ddi_intr_add_softint(dev_info_t *, ddi_softint_handle_t *, int,
	    ddi_intr_handler_t, void *);
int	ddi_intr_remove_softint(ddi_softint_handle_t);
int	ddi_intr_trigger_softint(ddi_softint_handle_t, void *);
int	ddi_intr_hilevel(dev_info_t *, uint_t);

#endif /* _SYS_DDI_INTR_H */
