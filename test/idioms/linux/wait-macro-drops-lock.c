// RUN: %idiom %s
// XFAIL: *
// Not yet: schedule() through the macro is not found to sleep with the lock held.
// A macro waits for a condition and releases the spinlock while it does.
// Seen in linux: drivers/md/raid1.c, raise_barrier(), and include/linux/wait.h,
// wait_event_lock_irq().
// Broken: the macro schedules with the lock.
#include "linux.h"
void schedule(void);
#ifdef BROKEN
#define AROUND(lock, call) call
#else
#define AROUND(lock, call) \
  spin_unlock_irq(&lock);  \
  call;                    \
  spin_lock_irq(&lock);
#endif
#define wait_event_lock_irq(condition, lock) do { \
  if (condition)                                  \
    break;                                        \
  while (!(condition)) {                          \
    AROUND(lock, schedule());                     \
  }                                               \
} while (0)

struct r1conf {
  spinlock_t resync_lock;
  int nr_waiting, barrier, frozen;
};

void raise_barrier(struct r1conf *conf) {
  spin_lock_irq(&conf->resync_lock);
  wait_event_lock_irq(!conf->nr_waiting, conf->resync_lock); /* expect: sleep-under-lock */
  conf->barrier++;
  spin_unlock_irq(&conf->resync_lock);
}
