// RUN: %idiom %s
// The mode of the acquire is a conditional expression; one function releases both.
// Seen in openbsd: sys/kern/kern_time.c, sys_adjfreq().
// Broken: the failed copy returns directly.
#include "openbsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

static struct rwlock tc_lock;
static long adjustment;

int sys_adjfreq(const long *freq, long *oldfreq) {
  int error = 0;

  rw_enter(&tc_lock, (freq == NULL) ? RW_READ : RW_WRITE);
  if (oldfreq) {
    if ((error = copyout(&adjustment, oldfreq, sizeof(adjustment))))
#ifdef BROKEN
      return (error); /* expect: lock-leak */
#else
      goto out;
#endif
  }
  if (freq)
    adjustment = *freq;
out:
  rw_exit(&tc_lock);
  return (error);
}
