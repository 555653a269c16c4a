/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: character devices.
 */
#ifndef _SYS_CONF_H_
#define	_SYS_CONF_H_

#include <sys/types.h>

struct uio;

struct cdev {
	void	*si_drv1;
};

typedef int d_open_t(struct cdev *dev, int oflags, int devtype,
    struct thread *td);
typedef int d_close_t(struct cdev *dev, int fflag, int devtype,
    struct thread *td);
typedef int d_read_t(struct cdev *dev, struct uio *uio, int ioflag);
typedef int d_write_t(struct cdev *dev, struct uio *uio, int ioflag);
typedef int d_ioctl_t(struct cdev *dev, u_long cmd, caddr_t data, int fflag,
    struct thread *td);

#define	D_VERSION	0x17032005
#define	D_NEEDGIANT	0x00400000

struct cdevsw {
	int		d_version;
	u_int		d_flags;
	const char	*d_name;
	d_open_t	*d_open;
	d_close_t	*d_close;
	d_read_t	*d_read;
	d_write_t	*d_write;
	d_ioctl_t	*d_ioctl;
};

#define	UID_ROOT	0
#define	GID_OPERATOR	5

#define	O_NONBLOCK	0x0004
#define	IO_NDELAY	0x0010

struct cdev *make_dev(struct cdevsw *devsw, int minor, int uid, int gid,
	    int perms, const char *fmt, ...) __printflike(6, 7);
void	destroy_dev(struct cdev *dev);

#endif /* _SYS_CONF_H_ */
