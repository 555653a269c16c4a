/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * xdaq: a data acquisition card. It samples into a ring that read() empties;
 * write() plays one buffer out. On some machines its interrupt is high-level.
 * This version makes the locking mistakes that the kernel only tells about by a
 * panic or a hang; ../good is the same driver with them right.
 */
#ifndef _XDAQ_H
#define	_XDAQ_H

#define	XDAQ_RING	1024		/* samples, a power of two */
#define	XDAQ_OUT	256		/* samples played by one write */
#define	XDAQ_TABLE	4096		/* bytes of calibration */

/* Registers, as indices. */
#define	XDAQ_STATUS	0
#define	XDAQ_ST_SAMPLES		0x1
#define	XDAQ_ST_PLAYED		0x2
#define	XDAQ_CTRL	1
#define	XDAQ_CT_RESET		0x1
#define	XDAQ_CT_PLAY		0x2
#define	XDAQ_COUNT	2
#define	XDAQ_DATA	3

#define	XDAQ_GET(xd, r)		ddi_get32((xd)->xd_acc, (xd)->xd_regs + (r))
#define	XDAQ_PUT(xd, r, v)	ddi_put32((xd)->xd_acc, (xd)->xd_regs + (r), (v))

#define	XDAQIOC		('x' << 8)
#define	XDAQ_RESET	(XDAQIOC | 1)
#define	XDAQ_GETSTATS	(XDAQIOC | 2)
#define	XDAQ_SETTABLE	(XDAQIOC | 3)

typedef struct xdaq_stats {
	uint64_t	xs_read;
	uint64_t	xs_played;
	uint32_t	xs_queued;
} xdaq_stats_t;

typedef struct xdaq {
	dev_info_t		*xd_dip;
	uint32_t		*xd_regs;
	ddi_acc_handle_t	xd_acc;
	ddi_intr_handle_t	xd_intr;

	kmutex_t		xd_iolock;	/* one write or reset at a time */

	kmutex_t		xd_lock;	/* protects up to xd_ring */
	kcondvar_t		xd_cv;
	int			xd_flags;
#define	XDAQ_BUSY	0x1			/* playing */
	uint_t			xd_head;
	uint_t			xd_tail;
	void			*xd_table;
	uint32_t		xd_ring[XDAQ_RING];

	kmutex_t		xd_statlock;	/* protects the next two */
	uint64_t		xd_nread;
	uint64_t		xd_nplayed;
} xdaq_t;

extern void *xdaq_state;

/* xdaq_intr.c */
uint_t	xdaq_intr(caddr_t, caddr_t);
uint_t	xdaq_hi_intr(caddr_t, caddr_t);

/* xdaq_io.c */
extern struct cb_ops xdaq_cb_ops;

/* xdaq_util.c */
void	xdaq_reset(xdaq_t *);
void	xdaq_get_stats(xdaq_t *, xdaq_stats_t *);

#endif /* _XDAQ_H */
