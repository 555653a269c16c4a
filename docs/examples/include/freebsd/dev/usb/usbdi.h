/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: the interface of its first USB stack to device
 * drivers. That stack runs under Giant; transfer callbacks come from the host
 * controller's interrupt thread.
 */
#ifndef _USBDI_H_
#define	_USBDI_H_

#include <sys/bus.h>
#include <dev/usb/usb.h>

typedef struct usbd_bus		*usbd_bus_handle;
typedef struct usbd_device	*usbd_device_handle;
typedef struct usbd_interface	*usbd_interface_handle;
typedef struct usbd_pipe	*usbd_pipe_handle;
typedef struct usbd_xfer	*usbd_xfer_handle;
typedef void			*usbd_private_handle;

typedef enum {
	USBD_NORMAL_COMPLETION = 0,
	USBD_IN_PROGRESS = 1,
	USBD_NOT_STARTED = 3,
	USBD_NOMEM = 4,
	USBD_CANCELLED = 5,
	USBD_IOERROR = 13,
	USBD_TIMEOUT = 15,
	USBD_STALLED = 17
} usbd_status;

typedef void (*usbd_callback)(usbd_xfer_handle, usbd_private_handle,
    usbd_status);

#define	USBD_EXCLUSIVE_USE	0x01
#define	USBD_NO_COPY		0x01
#define	USBD_SYNCHRONOUS	0x02
#define	USBD_NO_TIMEOUT		0
#define	USBD_DEFAULT_TIMEOUT	5000

struct usb_attach_arg {
	int			vendor;
	int			product;
	usbd_device_handle	device;
	usbd_interface_handle	iface;
};

usbd_status usbd_open_pipe(usbd_interface_handle, u_int8_t, u_int8_t,
	    usbd_pipe_handle *);
usbd_status usbd_close_pipe(usbd_pipe_handle);
usbd_status usbd_abort_pipe(usbd_pipe_handle);
usbd_xfer_handle usbd_alloc_xfer(usbd_device_handle);
usbd_status usbd_free_xfer(usbd_xfer_handle);
void	usbd_setup_xfer(usbd_xfer_handle, usbd_pipe_handle,
	    usbd_private_handle, void *, u_int32_t, u_int16_t, u_int32_t,
	    usbd_callback);
void	usbd_get_xfer_status(usbd_xfer_handle, usbd_private_handle *, void **,
	    u_int32_t *, usbd_status *);
usbd_status usbd_transfer(usbd_xfer_handle);
usbd_status usbd_sync_transfer(usbd_xfer_handle);
usbd_status usbd_do_request(usbd_device_handle, usb_device_request_t *,
	    void *);
const char *usbd_errstr(usbd_status);
void	usbd_delay_ms(usbd_device_handle, u_int);
int	usbd_driver_load(module_t mod, int what, void *arg);

#define	UMATCH_VENDOR_PRODUCT	(-20)
#define	UMATCH_NONE		ENXIO

#define	splusb	splbio

#endif /* _USBDI_H_ */
