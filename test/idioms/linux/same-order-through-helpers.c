// RUN: %idiom %s
// Two paths take the same two locks in one order, one of them through a helper.
// Seen in linux: drivers/usb/core/devio.c, usbdev_release(): the device, then usbfs_mutex.
// Broken: the helper's caller holds the other one.
#include "linux.h"

struct dev_state {
  struct mutex dev_mutex;
  struct mutex list_mutex;
  int list;
};

static void add_to_list(struct dev_state *ps) {
  mutex_lock(&ps->list_mutex);
  ps->list++;
  mutex_unlock(&ps->list_mutex);
}

int usbdev_open(struct dev_state *ps) {
  mutex_lock(&ps->dev_mutex);
  add_to_list(ps); /* expect: lock-order */
  mutex_unlock(&ps->dev_mutex);
  return 0;
}

void usbdev_remove(struct dev_state *ps) {
#ifdef BROKEN
  mutex_lock(&ps->list_mutex);
  mutex_lock(&ps->dev_mutex);
#else
  mutex_lock(&ps->dev_mutex);
  mutex_lock(&ps->list_mutex);
#endif
  ps->list = 0;
  mutex_unlock(&ps->dev_mutex);
  mutex_unlock(&ps->list_mutex);
}
