// RUN: %idiom %s
// Taking a reference locks the device unless this thread has it locked already,
// and says so in the reference; dropping the reference looks there.
// Seen in DragonFly: sys/bus/u4b/usb_dev.c, usb_ref_device(), usb_open().
// Broken: one way out forgets to drop the reference.
#include "dragonfly.h"

struct device {
  struct lock enum_lock;
  int refs, gone;
};
struct refdata {
  struct device *dev;
  int do_unlock;
};

static int enum_lock(struct device *d) {
  if (lockstatus(&d->enum_lock, curthread) == LK_EXCLUSIVE)
    return (0);
  lockmgr(&d->enum_lock, LK_EXCLUSIVE);
  return (1);
}

static void enum_unlock(struct device *d) {
  lockmgr(&d->enum_lock, LK_RELEASE);
}

static int ref_device(struct device *d, struct refdata *r) {
  r->dev = d;
  r->do_unlock = 0;
  if (d->gone)
    return (6);
  d->refs++;
  r->do_unlock = enum_lock(d);
  return (0);
}

static void unref_device(struct refdata *r) {
  if (r->do_unlock)
    enum_unlock(r->dev);
}

int device_open(struct device *d, int flags) {
  struct refdata refs;
  int error;

  error = ref_device(d, &refs);
  if (error)
    return (error);
  if (flags == 0) {
#ifndef BROKEN
    unref_device(&refs);
#endif
    return (22); /* expect: lock-leak */
  }
  unref_device(&refs);
  return (0);
}
