// RUN: %idiom %s
// A lock function tries first and waits for the lock only if the caller allows it.
// Seen in linux: drivers/tty/tty_io.c, tty_write_lock() and do_tty_write().
// Broken: the write returns an error without releasing.
#include "linux.h"
#define EAGAIN 11
#define ERESTARTSYS 512
#define ENOMEM 12

struct tty_struct {
  struct mutex atomic_write_lock;
  char *write_buf;
};

static int tty_write_lock(struct tty_struct *tty, int ndelay) {
  if (!mutex_trylock(&tty->atomic_write_lock)) {
    if (ndelay)
      return -EAGAIN;
    if (mutex_lock_interruptible(&tty->atomic_write_lock))
      return -ERESTARTSYS;
  }
  return 0;
}

static void tty_write_unlock(struct tty_struct *tty) { mutex_unlock(&tty->atomic_write_lock); }

int do_tty_write(struct tty_struct *tty, int ndelay) {
  int ret;

  ret = tty_write_lock(tty, ndelay);
  if (ret < 0)
    return ret;
  if (!tty->write_buf) {
    tty->write_buf = kmalloc(64, GFP_KERNEL);
    if (!tty->write_buf) {
      ret = -ENOMEM;
#ifdef BROKEN
      return ret; /* expect: lock-leak */
#else
      goto out;
#endif
    }
  }
  ret = 1;
out:
  tty_write_unlock(tty);
  return ret;
}
