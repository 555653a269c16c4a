/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * hsen: a hub of temperature sensors. A callout for each sensor reads it every
 * second, with the sensor's mutex held by the callout code; an ioctl sums them
 * up.
 *
 * Locking: sc_mtx, then s_mtx. The callout comes with s_mtx held, so it must
 * not take sc_mtx: what it needs and what it has found stands in the sensor.
 */
#ifndef HSENVAR_H
#define	HSENVAR_H

#define	HSEN_NSENSOR	8
#define	HSEN_VALUE(n)	(0x40 + 4 * (n))	/* in tenths of a degree */

struct hsen_summary {
	int	highest;
	int	alarms;
};
#define	HSEN_SETLIMIT	_IOW('H', 1, int)
#define	HSEN_SUMMARY	_IOR('H', 2, struct hsen_summary)

struct hsen_softc;

struct hsen_sensor {
	struct hsen_softc	*s_hub;
	int			s_number;

	struct mtx		s_mtx;		/* protects what follows */
	struct callout		s_callout;
	int			s_value;
	int			s_limit;
	int			s_alarms;
};

struct hsen_softc {
	device_t		sc_dev;
	struct resource		*sc_mem;
	struct cdev		*sc_cdev;
	struct hsen_sensor	sc_sensor[HSEN_NSENSOR];

	struct mtx		sc_mtx;		/* one request at a time */
};

/* hsen_dev.c */
extern struct cdevsw hsen_cdevsw;

/* hsen_poll.c */
void	hsen_poll_start(struct hsen_sensor *s);
void	hsen_poll_stop(struct hsen_sensor *s);

#endif /* HSENVAR_H */
