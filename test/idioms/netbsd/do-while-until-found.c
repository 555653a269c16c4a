// RUN: %idiom %s
// Takes from a pool under the lock; waits in a do-while until something is there, or
// returns NULL without.
// Seen in netbsd: sys/dev/iscsi/iscsi_utils.c, get_ccb().
// Broken: the return of a caller that must not wait keeps the lock.
#include "netbsd.h"

struct ccb { struct ccb *chain; };
struct session {
  kmutex_t lock;
  kcondvar_t ccb_cv;
  struct ccb *ccb_pool;
};

struct ccb *get_ccb(struct session *sess, bool waitok) {
  struct ccb *ccb;

  mutex_enter(&sess->lock);
  do {
    ccb = sess->ccb_pool;
    if (ccb != NULL) {
      sess->ccb_pool = ccb->chain;
    } else {
      if (!waitok) {
#ifndef BROKEN
        mutex_exit(&sess->lock);
#endif
        return NULL; /* expect: lock-leak */
      }
      cv_wait(&sess->ccb_cv, &sess->lock);
    }
  } while (ccb == NULL);
  mutex_exit(&sess->lock);
  ccb->chain = NULL;
  return ccb;
}
