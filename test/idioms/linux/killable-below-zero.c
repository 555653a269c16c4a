// RUN: %idiom %s
// An acquire that a signal may end: its result is 0 or a negative error number, and
// only tested for being below zero.
// Seen in v4l2loopback: v4l2loopback.c, vidioc_s_fmt_vid().
// Broken: the way out for an error after it keeps the mutex.
#include "linux.h"
#define EBUSY 16

struct loopback {
  struct mutex image_mutex;
  int tokens, buffers;
};

int set_format(struct loopback *dev, int token) {
  int result = mutex_lock_killable(&dev->image_mutex);

  if (result < 0)
    return result;
  if (!(dev->tokens & token)) {
    result = -EBUSY;
#ifdef BROKEN
    return result; /* expect: lock-leak */
#else
    goto unlock;
#endif
  }
  dev->buffers++;
unlock:
  mutex_unlock(&dev->image_mutex);
  return result;
}
