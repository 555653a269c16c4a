/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * swx: a switch chip for four ports. Its registers lie behind a window; the
 * links of the ports raise one interrupt. An ioctl sets the media of a port.
 *
 * Locking:
 *   sc_cfgsx   a change at a time, of the settings or of the links. Under it,
 *              setting takes p_mtx and then sc_busmtx, and a link that changes
 *              the two the other way round
 *   p_mtx      a port, for those who only read it
 *   sc_busmtx  the window
 */
#ifndef SWXVAR_H
#define	SWXVAR_H

#define	SWX_NPORT	4

/* The window. */
#define	SWX_ADDR	0x00
#define	SWX_DATA	0x04
#define	SWX_INTR	0x08

/* Registers behind it. */
#define	SWX_LINKS	0x10		/* a bit for each port */
#define	SWX_MEDIA(port)	(0x20 + (port))

struct swx_setmedia {
	int	port;
	int	media;
};
#define	SWX_SETMEDIA	_IOW('S', 1, struct swx_setmedia)
#define	SWX_CHANGES	_IOR('S', 2, int)

struct swx_softc;

struct swx_port {
	struct swx_softc	*p_sc;
	int			p_number;

	struct mtx		p_mtx;		/* protects what follows */
	int			p_media;
	int			p_up;
	int			p_changes;	/* of the link */
};

/* Who wants to know of the chip's events. */
struct swx_client {
	void	(*c_link)(struct swx_port *p, int up);
};

struct swx_softc {
	device_t		sc_dev;
	struct resource		*sc_mem;
	struct resource		*sc_irq;
	void			*sc_ih;
	struct cdev		*sc_cdev;
	struct task		sc_polltask;
	const struct swx_client	*sc_client;
	struct sx		sc_cfgsx;
	struct swx_port		sc_port[SWX_NPORT];

	struct mtx		sc_busmtx;	/* the window, and */
	u_int32_t		sc_links;	/* what it said last */
};

/* swx_bus.c */
void	swx_bus_write(struct swx_softc *sc, int reg, u_int32_t value);
void	swx_bus_poll(void *context, int pending);

/* swx_link.c */
extern const struct swx_client swx_link_client;

/* swx_port.c */
extern struct cdevsw swx_cdevsw;

#endif /* SWXVAR_H */
