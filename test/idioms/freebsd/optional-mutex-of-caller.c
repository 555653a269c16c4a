// RUN: %idiom %s
// A request may be made with a mutex of the caller, which is given up while it is
// waited for, or without one.
// Seen in freebsd10: sys/dev/usb/usb_request.c, usbd_do_request_flags().
// Broken: an unknown request returns without taking it again.
#include "freebsd.h"

struct usb_device {
  struct sx ctrl_sx;
  int state;
};
struct ulpt_softc {
  struct mtx sc_mtx;
  struct usb_device *udev;
};

static int usbd_do_request(struct usb_device *udev, struct mtx *mtx, int req) {
  int err = 0;

  if (mtx != NULL)
    mtx_unlock(mtx);
#ifdef BROKEN
  if (req == 0)
    return (1);
#endif
  sx_xlock(&udev->ctrl_sx);
  if (req == 0)
    err = 1;
  else
    udev->state = req;
  sx_xunlock(&udev->ctrl_sx);
  if (mtx != NULL)
    mtx_lock(mtx);
  return (err);
}

int usbd_set_config(struct usb_device *udev) { return (usbd_do_request(udev, NULL, 9)); }

int ulpt_status(struct ulpt_softc *sc, int req) {
  int err;

  mtx_lock(&sc->sc_mtx);
  err = usbd_do_request(sc->udev, &sc->sc_mtx, req);
  mtx_unlock(&sc->sc_mtx); /* expect: unlock-not-held */
  return (err);
}
