// RUN: %idiom %s
// Two mutexes, always the first one outside; helpers take the inner one for a moment,
// called with and without the outer one.
// Seen in illumos: usr/src/uts/common/io/sfe/sfe_util.c, gem_tx_timeout() and
// gem_reclaim_txbuf().
// Broken: a function with the inner one calls a helper that takes the outer one.
#include "illumos.h"

struct gem {
  kmutex_t intrlock, xmitlock;
  int active, blocked;
};

static void gem_reclaim(struct gem *dp) {
  mutex_enter(&dp->xmitlock);
  dp->blocked = 0;
  mutex_exit(&dp->xmitlock);
}

static void gem_restart(struct gem *dp) {
  mutex_enter(&dp->intrlock);
  dp->active = 1;
  mutex_exit(&dp->intrlock);
}

void gem_tx_timeout(struct gem *dp) {
  mutex_enter(&dp->intrlock);
  gem_reclaim(dp); /* expect: lock-order */
  mutex_exit(&dp->intrlock);
}

void gem_tx_start(struct gem *dp) {
  gem_reclaim(dp);
  mutex_enter(&dp->xmitlock);
  dp->blocked++;
#ifdef BROKEN
  gem_restart(dp);
  mutex_exit(&dp->xmitlock);
#else
  mutex_exit(&dp->xmitlock);
  gem_restart(dp);
#endif
}
