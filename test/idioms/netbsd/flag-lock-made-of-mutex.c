// RUN: %idiom %s
// A lock that is a flag bit, guarded by a mutex that is released on each way out by one
// label; interrupted or not.
// Seen in netbsd: sys/dev/raidframe/rf_netbsdkintf.c, raidlock().
// Broken: interrupted it returns at once.
#include "netbsd.h"

struct raid {
  kmutex_t sc_mutex;
  kcondvar_t sc_cv;
  int sc_flags;
};

int raidlock(struct raid *rs) {
  int error = 0;

  mutex_enter(&rs->sc_mutex);
  while ((rs->sc_flags & 1) != 0) {
    rs->sc_flags |= 2;
    error = cv_wait_sig(&rs->sc_cv, &rs->sc_mutex);
    if (error != 0)
#ifdef BROKEN
      return error; /* expect: lock-leak */
#else
      goto done;
#endif
  }
  rs->sc_flags |= 1;
done:
  mutex_exit(&rs->sc_mutex);
  return error;
}
