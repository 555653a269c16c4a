// RUN: %idiom %s
// The kernel lock is taken for callbacks that are not marked as safe without, before
// and after one local says which.
// Seen in netbsd: sys/dev/usb/usb.c, usb_task_thread().
// Broken: the mark is taken the other way round after the callback.
#include "netbsd.h"

#define curlwp NULL
struct task {
  void (*fun)(void *);
  void *arg;
  int flags;
};

struct task *next_task(void);

int run_task(void) {
  struct task *task = next_task();
  int mpsafe;

  if (task == NULL)
    return 0;
  mpsafe = (task->flags & 1) != 0;
  if (!mpsafe)
    KERNEL_LOCK(1, curlwp);
  task->fun(task->arg);
#ifdef BROKEN
  if (mpsafe)
#else
  if (!mpsafe)
#endif
    KERNEL_UNLOCK_ONE(curlwp);
  return 0; /* expect: lock-leak */
}
