// RUN: %idiom %s
// A filter locks the queue unless it is locked, then asserts what it has.
// Seen in dragonfly: sys/dev/misc/evdev/cdev.c, evdev_kqread().
// Broken: a revoked client leaves in between.
#include "dragonfly.h"

struct evdev_client {
  struct lock ec_buffer_mtx;
  int revoked, size;
};

int evdev_kqread(struct evdev_client *client) {
  int ret, locked;

  locked = lockowned(&client->ec_buffer_mtx);
  if (!locked)
    lockmgr(&client->ec_buffer_mtx, LK_EXCLUSIVE);
  KKASSERT(lockowned(&client->ec_buffer_mtx) != 0);
  if (client->revoked) {
    ret = 1;
#ifdef BROKEN
    return (ret); /* expect: lock-leak */
#endif
  } else
    ret = client->size != 0;
  if (!locked)
    lockmgr(&client->ec_buffer_mtx, LK_RELEASE);
  return (ret);
}
