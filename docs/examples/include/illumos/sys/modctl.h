/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * illumos for the examples: loadable modules.
 */
#ifndef _SYS_MODCTL_H
#define	_SYS_MODCTL_H

struct dev_ops;
struct mod_ops;

extern struct mod_ops mod_driverops;

struct modldrv {
	struct mod_ops	*drv_modops;
	char		*drv_linkinfo;
	struct dev_ops	*drv_dev_ops;
};

struct modinfo;
struct modlinkage {
	int	ml_rev;
	void	*ml_linkage[4];
};

#define	MODREV_1	1

int	mod_install(struct modlinkage *);
int	mod_remove(struct modlinkage *);
int	mod_info(struct modlinkage *, struct modinfo *);

#endif /* _SYS_MODCTL_H */
