// RUN: %idiom %s
// The wait is in a helper, of two kinds by a parameter; the loop that tests the condition
// is in its caller.
// Seen in illumos: usr/src/uts/common/fs/zfs/txg.c, txg_thread_wait() and
// txg_quiesce_thread().
// Broken: the caller does not loop.
#include "illumos.h"

struct tx {
  kmutex_t tx_sync_lock;
  kcondvar_t tx_more_cv;
  int tx_exiting, tx_open;
};

static void txg_thread_wait(struct tx *tx, kcondvar_t *cv, clock_t time) {
  if (time)
    (void)cv_timedwait(cv, &tx->tx_sync_lock, time);
  else
    cv_wait(cv, &tx->tx_sync_lock);
}

void txg_quiesce(struct tx *tx) {
  mutex_enter(&tx->tx_sync_lock);
#ifdef BROKEN
  if (!tx->tx_exiting && tx->tx_open == 0)
#else
  while (!tx->tx_exiting && tx->tx_open == 0)
#endif
    txg_thread_wait(tx, &tx->tx_more_cv, 0); /* expect: wait-not-in-loop */
  tx->tx_open++;
  mutex_exit(&tx->tx_sync_lock);
}
