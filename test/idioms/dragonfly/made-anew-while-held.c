// RUN: %idiom %s
// A callee makes the lock anew that is held, and takes it: one release is enough.
// Seen in dragonfly: sys/dev/disk/ccd/ccd.c, ccdinit(), called from ccdioctl().
// Broken: the way out after an error does without.
#include "dragonfly.h"

struct ccd {
  struct lock sc_lock;
  int error;
};

static int ccd_init(struct ccd *cs) {
  lockinit(&cs->sc_lock, "ccdlck", 0, 0);
  lockmgr(&cs->sc_lock, LK_EXCLUSIVE);
  return (cs->error);
}

int ccd_ioctl(struct ccd *cs, int cmd) {
  int error = 0;

  lockmgr(&cs->sc_lock, LK_EXCLUSIVE);
  if (cmd == 1) {
#ifdef BROKEN
    error = cs->error;
#else
    error = ccd_init(cs);
#endif
    if (error) {
#ifndef BROKEN
      lockmgr(&cs->sc_lock, LK_RELEASE);
#endif
      return (error); /* expect: lock-leak */
    }
  }
  lockmgr(&cs->sc_lock, LK_RELEASE);
  return (error);
}
