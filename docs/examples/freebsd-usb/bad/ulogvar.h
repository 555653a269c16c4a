/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ulog: a data logger on the board. Samples come over a USB bulk pipe; a
 * doorbell interrupt of its own tells that a block is ready to be fetched.
 * This version has its locking wrong in the ways that drivers written for the
 * spl functions often have; ../good is the same driver with them right.
 */
#ifndef ULOGVAR_H
#define	ULOGVAR_H

#define	ULOG_BLOCK	512		/* bytes in a block of samples */
#define	ULOG_NBUF	8
#define	ULOG_EP_RX	1
#define	ULOG_EP_TX	2

/* Registers. */
#define	ULOG_STATUS	0x00
#define	ULOG_ST_DOORBELL	0x01
#define	ULOG_CTRL	0x04
#define	ULOG_CT_RESET		0x01
#define	ULOG_CT_ENABLE		0x02

#define	ULOG_SETRATE	_IOW('U', 1, int)
#define	ULOG_GETRATE	_IOR('U', 2, int)
#define	ULOG_RESET	_IO('U', 3)

struct ulog_buf {
	STAILQ_ENTRY(ulog_buf)	b_link;
	int			b_len;
	u_char			b_data[ULOG_BLOCK];
};
STAILQ_HEAD(ulog_bufq, ulog_buf);

struct ulog_softc {
	device_t		sc_dev;
	usbd_device_handle	sc_udev;
	usbd_interface_handle	sc_iface;
	usbd_pipe_handle	sc_rxpipe;
	usbd_pipe_handle	sc_txpipe;
	usbd_xfer_handle	sc_rxxfer;
	usbd_xfer_handle	sc_txxfer;
	struct resource		*sc_mem;
	struct resource		*sc_irq;
	void			*sc_ih;
	struct cdev		*sc_cdev;
	struct callout		sc_watchdog;

	struct mtx		sc_mtx;		/* protects what follows */
	struct ulog_bufq	sc_freeq;
	struct ulog_bufq	sc_rxq;		/* blocks to be read */
	struct ulog_buf		*sc_rxbuf;	/* being filled */
	int			sc_pending;	/* transfers in flight */
	int			sc_started;	/* ticks of the last start */
	int			sc_flags;
#define	ULOG_OPEN	0x01
#define	ULOG_DYING	0x02
	int			sc_rate;
	u_int			sc_doorbells;
};

MALLOC_DECLARE(M_ULOG);

/* ulog.c */
void	ulog_reset(struct ulog_softc *sc);

/* ulog_buf.c */
struct ulog_buf *ulog_buf_get(struct ulog_softc *sc);
void	ulog_buf_put(struct ulog_softc *sc, struct ulog_buf *bp);
int	ulog_buf_setup(struct ulog_softc *sc);
void	ulog_buf_teardown(struct ulog_softc *sc);

/* ulog_dev.c */
extern struct cdevsw ulog_cdevsw;

/* ulog_xfer.c */
int	ulog_xfer_setup(struct ulog_softc *sc);
void	ulog_xfer_teardown(struct ulog_softc *sc);
void	ulog_rx_start(struct ulog_softc *sc);
int	ulog_tx(struct ulog_softc *sc, struct ulog_buf *bp);

#endif /* ULOGVAR_H */
