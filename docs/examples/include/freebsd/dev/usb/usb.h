/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: USB constants.
 */
#ifndef _USB_H_
#define	_USB_H_

#include <sys/types.h>

typedef struct {
	u_int8_t	bmRequestType;
	u_int8_t	bRequest;
	u_int16_t	wValue;
	u_int16_t	wIndex;
	u_int16_t	wLength;
} usb_device_request_t;

#define	UT_WRITE_VENDOR_DEVICE	0x40
#define	UT_READ_VENDOR_DEVICE	0xc0
#define	UE_DIR_IN		0x80
#define	UE_DIR_OUT		0x00
#define	USBD_SHORT_XFER_OK	0x04

#endif /* _USB_H_ */
