// RUN: %idiom %s
// The result of the try is kept in a local and decides at the end whether to release.
// Seen in illumos: usr/src/uts/common/crypto/io/dca.c, dca_rejectjobs().
// Broken: the release is no longer conditional.
#include "illumos.h"

struct worklist {
  kmutex_t dwl_lock;
  int dwl_count, dwl_busy;
};

void reject_jobs(struct worklist *wlp) {
  int have_mutex;

  have_mutex = mutex_tryenter(&wlp->dwl_lock);
  if (wlp->dwl_count > 0)
    wlp->dwl_busy = 0;
#ifdef BROKEN
  mutex_exit(&wlp->dwl_lock); /* expect: unlock-not-held */
#else
  if (have_mutex)
    mutex_exit(&wlp->dwl_lock);
#endif
}
