// RUN: %idiom %s
// A read that has more to give returns with the lock held and says so by a
// cookie: called again with it, it goes on where it was and releases the lock.
// Seen in Linux: drivers/tty/n_tty.c, n_tty_read().
// Broken: it returns with the lock without the cookie.
#include "linux.h"

struct data {
  struct mutex read_lock;
  int left;
};
int copy_some(struct data *, char *, int);

int data_read(struct data *d, char *buf, int n, void **cookie) {
  int done;

  if (*cookie != NULL) {
    done = copy_some(d, buf, n);
    if (d->left == 0) {
      *cookie = NULL;
      mutex_unlock(&d->read_lock);
    }
    return done;
  }
  if (mutex_lock_interruptible(&d->read_lock))
    return -512;
  done = copy_some(d, buf, n);
  if (d->left != 0) {
#ifndef BROKEN
    *cookie = cookie;
#endif
    return done; /* expect: lock-leak */
  }
  mutex_unlock(&d->read_lock);
  return done;
}
