/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: newbus, as far as a driver's methods and its
 * interrupts need it.
 */
#ifndef _SYS_BUS_H_
#define	_SYS_BUS_H_

#include <sys/types.h>

typedef struct device *device_t;
typedef struct devclass *devclass_t;

struct resource;

typedef int driver_filter_t(void *);
typedef void driver_intr_t(void *);

#define	FILTER_STRAY		0x01
#define	FILTER_HANDLED		0x02
#define	FILTER_SCHEDULE_THREAD	0x04

enum intr_type {
	INTR_TYPE_TTY = 1,
	INTR_TYPE_BIO = 2,
	INTR_TYPE_NET = 4,
	INTR_TYPE_CAM = 8,
	INTR_TYPE_MISC = 16,
	INTR_EXCL = 256,
	INTR_MPSAFE = 512
};

#define	SYS_RES_IRQ	1
#define	SYS_RES_MEMORY	3
#define	RF_ACTIVE	0x0002
#define	RF_SHAREABLE	0x0004

struct resource *bus_alloc_resource_any(device_t dev, int type, int *rid,
	    u_int flags);
int	bus_release_resource(device_t dev, int type, int rid,
	    struct resource *r);
int	bus_setup_intr(device_t dev, struct resource *r, int flags,
	    driver_filter_t *filter, driver_intr_t *handler, void *arg,
	    void **cookiep);
int	bus_teardown_intr(device_t dev, struct resource *r, void *cookie);
u_int32_t bus_read_4(struct resource *r, int offset);
void	bus_write_4(struct resource *r, int offset, u_int32_t value);

void	*device_get_softc(device_t dev);
void	*device_get_ivars(device_t dev);
int	device_get_unit(device_t dev);
const char *device_get_nameunit(device_t dev);
void	device_set_desc(device_t dev, const char *desc);
int	device_printf(device_t dev, const char *fmt, ...) __printflike(2, 3);

/* A method's identifier; a real kernel generates one from each interface. */
struct device_method {
	const char	*name;
	void		*func;
};
typedef struct device_method device_method_t;

#define	DEVMETHOD(NAME, FUNC)	{ #NAME, (void *)FUNC }

typedef struct driver {
	const char		*name;
	device_method_t		*methods;
	size_t			size;
} driver_t;

typedef struct module *module_t;

/* A real kernel keeps this in a linker set. */
#define	DRIVER_MODULE(name, busname, driver, devclass, evh, arg)	\
	driver_t *name##_##busname##_driver = &(driver);		\
	devclass_t *name##_##busname##_devclass = &(devclass)

#endif /* _SYS_BUS_H_ */
