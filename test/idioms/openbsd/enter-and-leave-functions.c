// RUN: %idiom %s
// One function takes the read lock until a signal and keeps it on success, its partner
// releases it; every ioctl uses both.
// Seen in openbsd: sys/dev/kstat.c, kstatioc_enter() and kstatioc_leave().
// Broken: a wrong version returns an error with the lock.
#include "openbsd.h"
#define EINVAL 22

static struct rwlock kstat_lock;
static int kstat_version, kstats;

static int kstatioc_enter(int version) {
  int error;

  error = rw_enter(&kstat_lock, RW_READ | RW_INTR);
  if (error != 0)
    return (error);
  if (version != kstat_version) {
    error = EINVAL;
    goto error;
  }
  return (0);
error:
#ifndef BROKEN
  rw_exit(&kstat_lock);
#endif
  return (error); /* expect: lock-leak */
}

static int kstatioc_leave(int *out) {
  *out = kstats;
  rw_exit(&kstat_lock);
  return (0);
}

int kstatioc_find(int version, int *out) {
  int error;

  error = kstatioc_enter(version);
  if (error != 0)
    return (error);
  return (kstatioc_leave(out));
}
