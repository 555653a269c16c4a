// RUN: %idiom %s
// The bus lock is dropped around a callback unless the bus is polled, and the kernel
// lock taken unless the pipe is marked safe: two conditions at once.
// Seen in netbsd: sys/dev/usb/usbdi.c, usb_transfer_complete().
// Broken: the bus lock is taken again under the wrong condition.
#include "netbsd.h"

#define curlwp NULL
struct pipe {
  kmutex_t *lock;
  int flags, running;
  void (*callback)(void *);
};

void transfer_complete(struct pipe *pipe, int polling) {
  KASSERT(polling || mutex_owned(pipe->lock));
  if (pipe->callback) {
    if (!polling)
      mutex_exit(pipe->lock);
    if (!(pipe->flags & 1))
      KERNEL_LOCK(1, curlwp);
    pipe->callback(pipe);
    if (!(pipe->flags & 1))
      KERNEL_UNLOCK_ONE(curlwp);
#ifdef BROKEN
    if (polling)
#else
    if (!polling)
#endif
      mutex_enter(pipe->lock);
  }
  pipe->running = 0;
}

int transfer_done(struct pipe *pipe) {
  mutex_enter(pipe->lock);
  transfer_complete(pipe, 0);
  mutex_exit(pipe->lock); /* expect: unlock-not-held */
  return 0;
}
