// RUN: %idiom %s
// A function hands on what another returns if that is not 0; its own failures are
// negative. Its caller asks whether the result is below 0: else it has the lock.
// Seen in linux: drivers/block/rbd.c, do_rbd_add().
// Broken: the function returns a positive number without the lock.
#include "linux.h"
#define ENXIO 6

struct dev {
  struct rw_semaphore header;
  int ready, size;
};
int read_header(struct dev *dev);

static int probe(struct dev *dev) {
  int ret;

  if (!dev->ready)
    return -ENXIO;
#ifdef BROKEN
  if (!dev->size)
    return 1;
#endif
  down_write(&dev->header);
  ret = read_header(dev);
  if (ret) {
    up_write(&dev->header);
    return ret;
  }
  return 0;
}

int add(struct dev *dev) {
  int ret = probe(dev);

  if (ret < 0)
    return ret;
  dev->size++;
  up_write(&dev->header); /* expect: unlock-not-held */
  return 0;
}
