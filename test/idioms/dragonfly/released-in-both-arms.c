// RUN: %idiom %s
// The lock is taken a second time if a local says so, and each arm of the test under it
// releases, for one wakes up behind it.
// Seen in dragonfly: sys/kern/kern_descrip.c, kern_close().
// Broken: the arm that has nothing to do does not.
#include "dragonfly.h"
int closef(int fd);
void wakeup(void *chan);

struct filedesc {
  struct spinlock fd_spin;
  int leaders, waiting;
};

int kern_close(struct filedesc *fdp, int fd, int has_leaders) {
  int error, holdleaders = 0;

  spin_lock(&fdp->fd_spin);
  if (fd < 0) {
    spin_unlock(&fdp->fd_spin);
    return (9);
  }
  if (has_leaders) {
    fdp->leaders++;
    holdleaders = 1;
  }
  spin_unlock(&fdp->fd_spin);
  error = closef(fd);
  if (holdleaders) {
    spin_lock(&fdp->fd_spin);
    fdp->leaders--;
    if (fdp->leaders == 0 && fdp->waiting != 0) {
      fdp->waiting = 0;
      spin_unlock(&fdp->fd_spin);
      wakeup(&fdp->leaders);
    }
#ifndef BROKEN
    else
      spin_unlock(&fdp->fd_spin);
#endif
  }
  return (error); /* expect: lock-leak */
}
