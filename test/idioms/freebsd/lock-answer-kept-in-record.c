// RUN: %idiom %s
// What the function that locks has answered is kept in a record, compared there
// with the number that says "interrupted", and decides the release.
// Seen in freebsd10: sys/dev/usb/usb_dev.c, usb_ref_device().
// Broken: the number is not taken out of the record, and the lock released.
#include "freebsd.h"

static __inline void *memset(void *p, int c, size_t n) {
  char *at = p;
  while (n--)
    *at++ = c;
  return (p);
}

struct refs {
  int is_ref;
  unsigned char do_unlock;
};

static unsigned char dev_lock(struct softc *sc) {
  if (sx_xlocked(&sc->sx))
    return (0);
  if (sx_xlock_sig(&sc->sx))
    return (255);
  return (1);
}

static int refs_get(struct softc *sc, struct refs *refs) {
  memset(refs, 0, sizeof(*refs));
  if (sc->cookie == NULL)
    goto error;
  refs->do_unlock = dev_lock(sc);
  refs->is_ref = 1;
  if (refs->do_unlock > 1) {
#ifndef BROKEN
    refs->do_unlock = 0;
#endif
    goto error;
  }
  return (0);
error:
  if (refs->do_unlock)
    sx_xunlock(&sc->sx);
  return (1);
}

static void refs_put(struct softc *sc, struct refs *refs) {
  if (refs->do_unlock)
    sx_xunlock(&sc->sx);
}

int refs_again(struct softc *sc, struct refs *refs) {
  refs_put(sc, refs);
  return (refs_get(sc, refs)); /* expect: unlock-not-held */
}
