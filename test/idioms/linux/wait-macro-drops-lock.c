// RUN: %idiom %s
// A macro waits for a condition and releases the spinlock while it does.
// Seen in linux: drivers/md/raid1.c, raise_barrier(), and include/linux/wait.h,
// wait_event_lock_irq().
// Under a name of its own here, since the model knows that one.
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
#define conf_wait_event(condition, lock) do {     \
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
  conf_wait_event(!conf->nr_waiting, conf->resync_lock); /* expect: sleep-under-lock */
  conf->barrier++;
  spin_unlock_irq(&conf->resync_lock);
}
