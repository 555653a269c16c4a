// RUN: %idiom %s
// A lock bit is waited for with the write lock of the pipe, a pointer shared by both
// ends, which the function asserts and the wait releases and takes.
// Seen in openbsd: sys/kern/sys_pipe.c, pipe_iolock() and pipe_read().
// Broken: the reader returns the error with the lock.
#include "openbsd.h"

struct pipe {
  struct rwlock *pipe_lock;
  int pipe_state, count;
};

static int pipe_iolock(struct pipe *cpipe) {
  int error;

  rw_assert_wrlock(cpipe->pipe_lock);
  while (cpipe->pipe_state & 1) {
    error = rwsleep_nsec(cpipe, cpipe->pipe_lock, PCATCH, "pipeiolk", INFSLP);
    if (error)
      return (error);
  }
  cpipe->pipe_state |= 1;
  return (0);
}

int pipe_read(struct pipe *rpipe) {
  int error;

  rw_enter_write(rpipe->pipe_lock);
  error = pipe_iolock(rpipe);
  if (error) {
#ifndef BROKEN
    rw_exit_write(rpipe->pipe_lock);
#endif
    return (error); /* expect: lock-leak */
  }
  rpipe->count = 0;
  rpipe->pipe_state &= ~1;
  rw_exit_write(rpipe->pipe_lock);
  return (0);
}
