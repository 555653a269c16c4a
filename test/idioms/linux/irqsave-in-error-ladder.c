// RUN: %idiom %s
// Locks and memory are undone by labels in the reverse order.
// Seen in linux: drivers/usb/class/usblp.c, usblp_write().
// Broken: the failed copy leaves by the label behind the unlock.
#include "linux.h"
#define EINTR 4
#define ENOMEM 12
#define EFAULT 14
void *usblp_new_writeurb(int length);
int copy_from_user(void *to, const void *from, unsigned long n);
void usblp_drop(void *urb);

int usblp_write(struct softc *sc, const void *buffer, int count) {
  void *urb;
  int rv;

  if (mutex_lock_interruptible(&sc->mutex)) {
    rv = -EINTR;
    goto raise_biglock;
  }
  rv = -ENOMEM;
  urb = usblp_new_writeurb(count);
  if (!urb)
    goto raise_urb;
  if (copy_from_user(urb, buffer, count)) {
    rv = -EFAULT;
#ifdef BROKEN
    goto raise_biglock;
#else
    goto raise_badaddr;
#endif
  }
  spin_lock_irq(&sc->lock);
  sc->ready = 0;
  spin_unlock_irq(&sc->lock);
  mutex_unlock(&sc->mutex);
  return count;
raise_badaddr:
  usblp_drop(urb);
raise_urb:
  mutex_unlock(&sc->mutex);
raise_biglock:
  return rv; /* expect: lock-leak */
}
