/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * xsc: a storage controller for eight targets. Requests go through one ring and
 * into pages of the card's memory.
 *
 * Lock order: xt_lock, xs_ringlock, xs_poollock, xs_lock. Only attach, before
 * anybody else can come, takes xt_lock with xs_lock held.
 */
#ifndef _XSC_H
#define	_XSC_H

#define	XSC_NTARGET	8
#define	XSC_NRING	64
#define	XSC_NPAGE	128

/* Registers, as indices. */
#define	XSC_STATUS	0
#define	XSC_ST_DONE		0x1
#define	XSC_CMD		1
#define	XSC_CM_SELECT(n)	(0x100 | (n))
#define	XSC_CM_GIVEBACK(n)	(0x200 | (n))
#define	XSC_ANSWER	2
#define	XSC_BELL	3

#define	XSC_GET(xs, r)		ddi_get32((xs)->xs_acc, (xs)->xs_regs + (r))
#define	XSC_PUT(xs, r, v)	ddi_put32((xs)->xs_acc, (xs)->xs_regs + (r), (v))

#define	XSCIOC		('s' << 8)
#define	XSC_PING	(XSCIOC | 1)
#define	XSC_TRIM	(XSCIOC | 2)

typedef struct xsc_target {
	kmutex_t		xt_lock;	/* protects the next two */
	uint_t			xt_present;
	uint_t			xt_requests;
} xsc_target_t;

typedef struct xsc {
	dev_info_t		*xs_dip;
	uint32_t		*xs_regs;
	ddi_acc_handle_t	xs_acc;
	ddi_intr_handle_t	xs_intr;
	xsc_target_t		xs_target[XSC_NTARGET];

	kmutex_t		xs_lock;	/* a command and its answer */

	kmutex_t		xs_ringlock;	/* protects the next three */
	uint_t			xs_head;
	uint_t			xs_tail;
	uint_t			xs_ring[XSC_NRING];

	kmutex_t		xs_poollock;	/* protects the next one */
	uint_t			xs_pages;	/* of the card, unused */
} xsc_t;

extern void *xsc_state;

/* xsc_intr.c */
uint_t	xsc_intr(caddr_t, caddr_t);

/* xsc_io.c */
extern struct cb_ops xsc_cb_ops;

/* xsc_pool.c */
int	xsc_pool_get(xsc_t *);
void	xsc_pool_put(xsc_t *);
void	xsc_pool_trim(xsc_t *);

/* xsc_target.c */
int	xsc_ping(xsc_t *, uint_t);

#endif /* _XSC_H */
