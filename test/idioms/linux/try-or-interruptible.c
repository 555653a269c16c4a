// RUN: %idiom %s
// A read takes the mutex by trying when it must not block, else until a signal.
// Seen in linux: drivers/usb/misc/iowarrior.c, iowarrior_read().
// Broken: the result of the try is read like that of the other.
#include "linux.h"
#define O_NONBLOCK 04000
#define EAGAIN 11
#define ERESTARTSYS 512
#define ENODEV 19

struct iowarrior {
  struct mutex mutex;
  int present, f_flags;
};

long iowarrior_read(struct iowarrior *dev, long count) {
  int retval;

  if (dev->f_flags & O_NONBLOCK) {
    retval = mutex_trylock(&dev->mutex);
#ifdef BROKEN
    if (retval)
#else
    if (!retval)
#endif
      return -EAGAIN; /* expect: lock-leak */
  } else {
    retval = mutex_lock_interruptible(&dev->mutex);
    if (retval)
      return -ERESTARTSYS;
  }
  if (!dev->present) {
    retval = -ENODEV;
    goto exit;
  }
  mutex_unlock(&dev->mutex); /* expect: unlock-not-held */
  return count;
exit:
  mutex_unlock(&dev->mutex); /* expect: unlock-not-held */
  return retval;
}
