// RUN: %idiom %s
// A record says what has to be undone; it is cleared at first, and undone on error.
// Seen in dragonfly: sys/bus/u4b/usb_dev.c, usb_ref_device().
// Broken: the lock is released before, and the record does not say so.
#include "dragonfly.h"
#define memset(p, c, n) __builtin_memset((void *)(unsigned long)(p), (c), (n))

struct refs {
  int is_read;
  int do_unlock;
};

int refs_get(struct softc *sc, struct refs *refs, int need, int fail) {
  memset(refs, 0, sizeof(*refs));
  if (sc->cookie == NULL)
    goto error;
  if (need) {
    lockmgr(&sc->lk, LK_EXCLUSIVE);
    refs->do_unlock = 1;
  }
  if (fail) {
#ifdef BROKEN
    if (need)
      lockmgr(&sc->lk, LK_RELEASE);
#endif
    goto error;
  }
  if (need)
    lockmgr(&sc->lk, LK_RELEASE);
  return (0);
error:
  if (refs->do_unlock)
    lockmgr(&sc->lk, LK_RELEASE); /* expect: unlock-not-held */
  return (1);
}
