// RUN: %idiom %s
// A writer gives up the mutex while it waits for the transfer, and takes it again
// until a signal; three labels undo three states.
// Seen in linux: drivers/usb/misc/adutux.c, adu_write().
// Broken: an interrupted acquire leaves by the label that releases.
#include "linux.h"
#define EINTR 4
#define ENODEV 19
long schedule_timeout(long timeout);
int signal_pending(void);

struct adu_device {
  struct mutex mtx;
  spinlock_t buflock;
  int disconnected, out_urb_finished;
};

long adu_write(struct adu_device *dev, long count) {
  unsigned long flags;
  int retval;

  retval = mutex_lock_interruptible(&dev->mtx);
  if (retval)
    goto exit_nolock;
  if (dev->disconnected) {
    retval = -ENODEV;
    goto exit;
  }
  while (count > 0) {
    spin_lock_irqsave(&dev->buflock, flags);
    if (!dev->out_urb_finished) {
      spin_unlock_irqrestore(&dev->buflock, flags);
      mutex_unlock(&dev->mtx);
      if (signal_pending()) {
        retval = -EINTR;
        goto exit_nolock;
      }
      schedule_timeout(10);
      retval = mutex_lock_interruptible(&dev->mtx);
      if (retval)
#ifdef BROKEN
        goto exit;
#else
        goto exit_nolock;
#endif
    } else {
      spin_unlock_irqrestore(&dev->buflock, flags);
      dev->out_urb_finished = 0;
      count--;
    }
  }
exit:
  mutex_unlock(&dev->mtx); /* expect: unlock-not-held */
exit_nolock:
  return retval;
}
