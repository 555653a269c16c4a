// RUN: %idiom %s
// The flags come from the caller: what is called under a spinlock says GFP_ATOMIC.
// Seen in linux: drivers/net/usb/usbnet.c, rx_submit().
// Broken: it says GFP_KERNEL.
#include "linux.h"

static int rx_submit(struct urb *urb, gfp_t mem_flags) { return usb_submit_urb(urb, mem_flags); }

int rx_start(struct softc *sc) {
  int rv;

  spin_lock_irq(&sc->lock);
  sc->ready = 1;
#ifdef BROKEN
  rv = rx_submit(sc->urb, GFP_KERNEL); /* expect: sleeping-alloc-under-lock */
#else
  rv = rx_submit(sc->urb, GFP_ATOMIC);
#endif
  spin_unlock_irq(&sc->lock);
  if (rv < 0)
    rv = rx_submit(sc->urb, GFP_KERNEL);
  return rv;
}
