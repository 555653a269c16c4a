// RUN: %idiom %s
// The try is the second half of a condition; only in the body is the lock held.
// Seen in illumos: usr/src/uts/common/io/dmfe/dmfe_main.c, dmfe_interrupt().
// Broken: the try is negated.
#include "illumos.h"

struct dmfe {
  kmutex_t txlock;
  int reclaim, freed;
};

void dmfe_reclaim(struct dmfe *dmfep) {
#ifdef BROKEN
  if (dmfep->reclaim && !mutex_tryenter(&dmfep->txlock)) {
#else
  if (dmfep->reclaim && mutex_tryenter(&dmfep->txlock)) {
#endif
    dmfep->freed++;
    mutex_exit(&dmfep->txlock); /* expect: unlock-not-held */
  }
} /* expect: lock-leak */
