// RUN: %idiom %s
// One function stalls and unstalls, as its argument says; what fails while it stalls is
// an error with the lock held, for the caller to unstall.
// Seen in openbsd: sys/kern/vfs_subr.c, vfs_stall().
// Broken: an error of either keeps another lock.
#include "openbsd.h"
static struct rwlock stall_lock, list_lock;
int sync_all(void);

int stall(int on) {
  int error = 0;

#ifdef BROKEN
  rw_enter_write(&list_lock);
  if (sync_all() != 0)
    return (1); /* expect: lock-leak */
  rw_exit_write(&list_lock);
#endif
  if (on) {
    rw_enter_write(&stall_lock);
    error = sync_all();
  } else {
    rw_exit_write(&stall_lock);
  }
  return (error); /* expect: lock-leak */
}
