// RUN: %idiom %s
// A lock function that does nothing when the thread has the lock already, says so in
// its result, and has a variant that a signal ends.
// Seen in freebsd10: sys/dev/usb/usb_device.c, usbd_enum_lock_sig().
// Broken: when the second lock is interrupted, the first is kept.
#include "freebsd.h"
#define ENXIO 6
#define EINTR 4

struct usb_device {
  struct sx enum_sx, sr_sx;
  int state;
};

int usbd_enum_lock_sig(struct usb_device *udev) {
  if (sx_xlocked(&udev->enum_sx))
    return (0);
  if (sx_xlock_sig(&udev->enum_sx))
    return (255);
  if (sx_xlock_sig(&udev->sr_sx)) {
#ifndef BROKEN
    sx_xunlock(&udev->enum_sx);
#endif
    return (255); /* expect: lock-leak */
  }
  return (1);
}

void usbd_enum_unlock(struct usb_device *udev) {
  sx_xunlock(&udev->enum_sx);
  sx_xunlock(&udev->sr_sx);
}

int ugen_do_ioctl(struct usb_device *udev) {
  int state, locked;

  locked = usbd_enum_lock_sig(udev);
  if (locked == 255)
    return (EINTR);
  state = udev->state;
  if (locked)
    usbd_enum_unlock(udev);
  return (state ? 0 : ENXIO);
}
