/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: cb_ops(9S) and dev_ops(9S).
 */
#ifndef _SYS_CONF_H
#define	_SYS_CONF_H

#include <sys/types.h>

struct uio;
typedef struct cred cred_t;
typedef struct dev_info dev_info_t;

typedef enum { DDI_ATTACH = 0, DDI_RESUME = 1 } ddi_attach_cmd_t;
typedef enum { DDI_DETACH = 0, DDI_SUSPEND = 1 } ddi_detach_cmd_t;
typedef enum {
	DDI_INFO_DEVT2DEVINFO = 0,
	DDI_INFO_DEVT2INSTANCE = 1
} ddi_info_cmd_t;

struct cb_ops {
	int	(*cb_open)(dev_t *, int, int, cred_t *);
	int	(*cb_close)(dev_t, int, int, cred_t *);
	int	(*cb_read)(dev_t, struct uio *, cred_t *);
	int	(*cb_write)(dev_t, struct uio *, cred_t *);
	int	(*cb_ioctl)(dev_t, int, intptr_t, int, cred_t *, int *);
	int	cb_flag;
	int	cb_rev;
};

struct dev_ops {
	int		devo_rev;
	int		devo_refcnt;
	int		(*devo_getinfo)(dev_info_t *, ddi_info_cmd_t, void *,
			    void **);
	int		(*devo_attach)(dev_info_t *, ddi_attach_cmd_t);
	int		(*devo_detach)(dev_info_t *, ddi_detach_cmd_t);
	struct cb_ops	*devo_cb_ops;
};

#define	DEVO_REV	4
#define	CB_REV		1
#define	D_NEW		0x00
#define	D_MP		0x20

#define	FKIOCTL		0x80000000
#define	FNDELAY		0x0004
#define	OTYP_CHR	2

int	nodev(void);
int	nulldev(void);

#endif /* _SYS_CONF_H */
