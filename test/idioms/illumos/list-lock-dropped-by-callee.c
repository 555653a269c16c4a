// RUN: %idiom %s
// The caller's writer lock is dropped by the callee inside a case of a switch, while it
// waits with a mutex, and taken again before the break.
// Seen in illumos: usr/src/uts/common/fs/smbsrv/smb_lock.c, smb_lock_wait().
// Broken: the mutex of the wait is not released before the lock is taken again.
#include "illumos.h"

struct lock {
  kmutex_t l_mutex;
  kcondvar_t l_cv;
  int l_conflicts;
};
struct req {
  kmutex_t sr_mutex;
  krwlock_t *list_lock;
  krwlock_t n_lock_list;
  int sr_state;
};

static int lock_wait(struct req *sr, struct lock *c_lock) {
  clock_t rc = 0;

  ASSERT(RW_WRITE_HELD(&sr->n_lock_list));
  mutex_enter(&sr->sr_mutex);
  switch (sr->sr_state) {
  case 1:
    sr->sr_state = 2;
    mutex_exit(&sr->sr_mutex);
    mutex_enter(&c_lock->l_mutex); /* expect: lock-order */
    c_lock->l_conflicts++;
    rw_exit(&sr->n_lock_list);
    rc = cv_timedwait(&c_lock->l_cv, &c_lock->l_mutex, ddi_get_lbolt() + 100);
#ifndef BROKEN
    mutex_exit(&c_lock->l_mutex);
#endif
    rw_enter(&sr->n_lock_list, RW_WRITER);
    mutex_enter(&sr->sr_mutex);
    break;
  default:
    rc = 0;
    break;
  }
  mutex_exit(&sr->sr_mutex);
  return (rc == -1); /* expect: lock-leak */
}

int lock_range(struct req *sr, struct lock *c_lock) {
  int rc;

  rw_enter(&sr->n_lock_list, RW_WRITER);
  rc = lock_wait(sr, c_lock);
  rw_exit(&sr->n_lock_list);
  return (rc);
}
