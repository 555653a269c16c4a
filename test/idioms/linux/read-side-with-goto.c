// RUN: %idiom %s
// A read-side section has one way out, to which errors jump.
// Seen in linux: net/core/dev.c, netdev_get_name().
// Broken: the error returns from inside the section.
#include "linux.h"
#define ENODEV 19

struct netdev {
  int index;
  char name;
};
struct netdev *dev_get_by_index_rcu(int ifindex);

int netdev_get_name(char *name, int ifindex) {
  struct netdev *dev;
  int ret;

  rcu_read_lock();
  dev = dev_get_by_index_rcu(ifindex);
  if (!dev) {
    ret = -ENODEV;
#ifdef BROKEN
    return ret; /* expect: lock-leak */
#else
    goto out;
#endif
  }
  *name = dev->name;
  ret = 0;
out:
  rcu_read_unlock();
  return ret;
}
