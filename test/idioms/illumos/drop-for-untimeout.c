// RUN: %idiom %s
// The caller's mutex is dropped for untimeout(), as the timeout may wait for it, and
// taken again before the handle is tested once more.
// Seen in illumos: usr/src/uts/common/io/mac/mac_protect.c, cancel_txn_cleanup_timer().
// Broken: the mutex is not taken again.
#include "illumos.h"

struct client {
  kmutex_t mci_protect_lock;
  timeout_id_t mci_tid;
  int mci_flags;
};

static void cancel_timer(struct client *mcip) {
  timeout_id_t tid;

  ASSERT(MUTEX_HELD(&mcip->mci_protect_lock));
  while ((tid = mcip->mci_tid) != 0) {
    mcip->mci_tid = 0;
    mutex_exit(&mcip->mci_protect_lock);
    (void)untimeout(tid);
#ifndef BROKEN
    mutex_enter(&mcip->mci_protect_lock);
#endif
  }
} /* expect: lock-leak */

void protect_flush(struct client *mcip) {
  mutex_enter(&mcip->mci_protect_lock);
  cancel_timer(mcip);
  mcip->mci_flags = 0;
  mutex_exit(&mcip->mci_protect_lock);
}
