/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: the DDI.
 */
#ifndef _SYS_SUNDDI_H
#define	_SYS_SUNDDI_H

#include <sys/types.h>
#include <sys/conf.h>
#include <sys/ddi_intr.h>

#define	DDI_SUCCESS	0
#define	DDI_FAILURE	(-1)
#define	DDI_PSEUDO	"ddi_pseudo"
#define	S_IFCHR		0x2000

typedef struct ddi_acc_handle *ddi_acc_handle_t;
typedef struct ddi_device_acc_attr {
	ushort_t	devacc_attr_version;
	uchar_t		devacc_attr_endian_flags;
	uchar_t		devacc_attr_dataorder;
} ddi_device_acc_attr_t;

#define	DDI_DEVICE_ATTR_V0	1
#define	DDI_STRUCTURE_LE_ACC	1
#define	DDI_STRICTORDER_ACC	0

typedef struct ddi_taskq ddi_taskq_t;

#define	TASKQ_DEFAULTPRI	(-1)
#define	DDI_SLEEP		0
#define	DDI_NOSLEEP		1

int	ddi_soft_state_init(void **, size_t, size_t);
int	ddi_soft_state_zalloc(void *, int);
void	*ddi_get_soft_state(void *, int);
void	ddi_soft_state_free(void *, int);
void	ddi_soft_state_fini(void **);
int	ddi_get_instance(dev_info_t *);
int	ddi_create_minor_node(dev_info_t *, char *, int, minor_t, char *, int);
void	ddi_remove_minor_node(dev_info_t *, char *);
void	ddi_report_dev(dev_info_t *);
int	ddi_regs_map_setup(dev_info_t *, uint_t, caddr_t *, offset_t, offset_t,
	    ddi_device_acc_attr_t *, ddi_acc_handle_t *);
void	ddi_regs_map_free(ddi_acc_handle_t *);
uint32_t ddi_get32(ddi_acc_handle_t, uint32_t *);
void	ddi_put32(ddi_acc_handle_t, uint32_t *, uint32_t);
int	ddi_copyin(const void *, void *, size_t, int);
int	ddi_copyout(const void *, void *, size_t, int);
ddi_taskq_t *ddi_taskq_create(dev_info_t *, const char *, int, pri_t, uint_t);
void	ddi_taskq_destroy(ddi_taskq_t *);
int	ddi_taskq_dispatch(ddi_taskq_t *, void (*)(void *), void *, uint_t);
void	ddi_taskq_wait(ddi_taskq_t *);

#endif /* _SYS_SUNDDI_H */
