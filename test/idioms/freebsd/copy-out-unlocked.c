// RUN: %idiom %s
// Data is copied to the user with the transfer's mutex released, and the error is
// looked at with it taken again.
// Seen in freebsd10: sys/dev/usb/usb_request.c, usbd_do_request_flags().
// Broken: the mutex is taken again before the copy.
#include "freebsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

struct usb_xfer {
  struct mtx *xfer_mtx;
  char buffer[64];
  int busy;
};
#define USB_XFER_LOCK(x) mtx_lock((x)->xfer_mtx)
#define USB_XFER_UNLOCK(x) mtx_unlock((x)->xfer_mtx)

int usbd_read(struct usb_xfer *xfer, void *data) {
  int err;

  USB_XFER_LOCK(xfer);
  xfer->busy = 1;
  USB_XFER_UNLOCK(xfer);
#ifdef BROKEN
  USB_XFER_LOCK(xfer);
#endif
  err = copyout(xfer->buffer, data, sizeof(xfer->buffer)); /* expect: sleep-under-lock */
#ifndef BROKEN
  USB_XFER_LOCK(xfer);
#endif
  xfer->busy = 0;
  USB_XFER_UNLOCK(xfer);
  return (err);
}
