// RUN: %idiom %s
// A lock made of a bit and a mutex, which a signal may end; its functions assert the
// mutex and keep it. (K&R definitions.)
// Seen in freebsd10: sys/kern/sys_pipe.c, pipelock() and pipe_read().
// Broken: the reader returns the error of the lock with the mutex.
#include "freebsd.h"
#define PIPE_LOCKFL 1

struct pipe {
  struct mtx mtx;
  int pipe_state, cnt;
};

static __inline int
pipelock(cpipe, catch)
  struct pipe *cpipe;
  int catch;
{
  int error;

  mtx_assert(&cpipe->mtx, MA_OWNED);
  while (cpipe->pipe_state & PIPE_LOCKFL) {
    error = msleep(cpipe, &cpipe->mtx, catch ? PCATCH : 0, "pipelk", 0);
    if (error != 0)
      return (error);
  }
  cpipe->pipe_state |= PIPE_LOCKFL;
  return (0);
}

int
pipe_read(rpipe)
  struct pipe *rpipe;
{
  int error;

  mtx_lock(&rpipe->mtx);
  error = pipelock(rpipe, 1);
  if (error)
#ifdef BROKEN
    return (error); /* expect: lock-leak */
#else
    goto unlocked_error;
#endif
  rpipe->cnt = 0;
  rpipe->pipe_state &= ~PIPE_LOCKFL;
unlocked_error:
  mtx_unlock(&rpipe->mtx);
  return (error);
}
