// RUN: %idiom %s
// Takes two locks and on failure releases both, on success one: the caller has the other
// one exactly when the result is success. Asserts that neither is held at the start.
// Seen in illumos: usr/src/uts/common/io/1394/s1394_dev_disc.c, s1394_lock_tree().
// Broken: the caller releases on failure too.
#include "illumos.h"

struct hal {
  kmutex_t br_thread_mutex, topology_tree_mutex;
  int br_ev, gen;
};

static int lock_tree(struct hal *hal, int gen) {
  ASSERT(MUTEX_NOT_HELD(&hal->br_thread_mutex));
  ASSERT(MUTEX_NOT_HELD(&hal->topology_tree_mutex));
  mutex_enter(&hal->br_thread_mutex);
  mutex_enter(&hal->topology_tree_mutex);
  if ((hal->br_ev & 4) != 0 || hal->gen != gen) {
    mutex_exit(&hal->br_thread_mutex);
    mutex_exit(&hal->topology_tree_mutex);
    return (-1);
  }
  mutex_exit(&hal->br_thread_mutex);
  return (DDI_SUCCESS);
}

static void unlock_tree(struct hal *hal) {
  ASSERT(MUTEX_HELD(&hal->topology_tree_mutex));
  mutex_exit(&hal->topology_tree_mutex);
}

int read_bus(struct hal *hal, int gen) {
  if (lock_tree(hal, gen) != DDI_SUCCESS) {
#ifdef BROKEN
    unlock_tree(hal); /* expect: unlock-not-held */
#endif
    return (-1);
  }
  hal->br_ev = 0;
  unlock_tree(hal);
  return (0);
}
