// RUN: %idiom %s
// A helper takes flags, and each of its calls passes those that do not wait: by itself it
// says nothing of that.
// Seen in linux: drivers/net/usb/lan78xx.c, rx_submit().
// Broken: one of the calls passes the flags that wait.
#include "linux.h"

static int submit(struct softc *sc, gfp_t flags) {
  void *request;

  spin_lock(&sc->lock);
#ifdef BROKEN
  request = kmalloc(64, flags); /* expect: sleeping-alloc-under-lock */
#else
  request = kmalloc(64, flags);
#endif
  spin_unlock(&sc->lock);
  return request != NULL;
}

static int retry(struct softc *sc, gfp_t flags) {
  return submit(sc, flags) || submit(sc, flags);
}

int refill(struct softc *sc) { return submit(sc, GFP_ATOMIC); }

#ifdef BROKEN
int resume(struct softc *sc) { return retry(sc, GFP_KERNEL); }
#else
int resume(struct softc *sc) { return retry(sc, GFP_ATOMIC); }
#endif
