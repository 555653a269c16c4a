// RUN: %idiom %s
// A search may find nothing, but its callers know that it does not: who goes on
// with a null pointer would not live to return.
// Seen in linux: drivers/usb/class/cdc-wdm.c, wdm_pre_reset().
// Broken: one way returns with the mutex, the other without.
#include "linux.h"

struct wdm {
  struct mutex rlock;
  struct wdm *next;
  int minor, resetting;
};
static spinlock_t wdm_lock;
static struct wdm *wdms;

static struct wdm *wdm_find(int minor) {
  struct wdm *desc;

  spin_lock(&wdm_lock);
  for (desc = wdms; desc; desc = desc->next)
    if (desc->minor == minor)
      goto found;
  desc = 0;
found:
  spin_unlock(&wdm_lock);
  return desc;
}

int pre_reset(int minor) {
  struct wdm *desc = wdm_find(minor);

  mutex_lock(&desc->rlock);
#ifdef BROKEN
  if (desc->resetting)
    mutex_unlock(&desc->rlock);
#endif
  return 0; /* expect: lock-leak */
}

int post_reset(int minor) {
  struct wdm *desc = wdm_find(minor);

  mutex_unlock(&desc->rlock);
  return 0;
}
