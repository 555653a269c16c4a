// RUN: %idiom %s
// A pipe's lock is dropped for each copy to user space and taken again before the
// result is looked at; leaving the loop holds it.
// Seen in netbsd: sys/kern/sys_pipe.c, pipe_read().
// Broken: an error is handled before the lock is taken again.
#include "netbsd.h"

struct pipe {
  kmutex_t *pipe_lock;
  int cnt, busy;
};
int uiomove(void *, size_t, void *);

int pipe_read(struct pipe *rpipe, void *buf, void *uio, int resid) {
  kmutex_t *lock = rpipe->pipe_lock;
  int error = 0;

  mutex_enter(lock);
  ++rpipe->busy;
  while (resid > 0) {
    if (rpipe->cnt == 0)
      break;
    mutex_exit(lock);
    error = uiomove(buf, 1, uio);
#ifdef BROKEN
    if (error)
      break;
    mutex_enter(lock);
#else
    mutex_enter(lock);
    if (error)
      break;
#endif
    rpipe->cnt--;
    resid--;
  }
  --rpipe->busy;
  mutex_exit(lock); /* expect: unlock-not-held */
  return error;
}
