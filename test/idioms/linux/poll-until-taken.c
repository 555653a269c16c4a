// RUN: %idiom %s
// A helper tries the mutex again and again with a delay, and gives up after a time.
// Seen in linux: drivers/net/ethernet/intel/iavf/iavf_main.c, iavf_lock_timeout().
// Broken: the caller only complains when it gave up.
#include "linux.h"
#define EBUSY 16
void dev_warn(const char *text);

struct iavf_adapter {
  struct mutex crit_lock;
  int state;
};

static int iavf_lock_timeout(struct mutex *lock, unsigned msecs) {
  unsigned wait, delay = 10;

  for (wait = 0; wait < msecs; wait += delay) {
    if (mutex_trylock(lock))
      return 0;
    msleep(delay);
  }
  return -1;
}

int iavf_suspend(struct iavf_adapter *adapter) {
  if (iavf_lock_timeout(&adapter->crit_lock, 5000)) {
    dev_warn("failed to acquire crit_lock");
#ifndef BROKEN
    return -EBUSY;
#endif
  }
  adapter->state = 0;
  mutex_unlock(&adapter->crit_lock); /* expect: unlock-not-held */
  return 0;
}
