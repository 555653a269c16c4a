// RUN: %idiom %s
// A label inside a loop starts over with nothing held; every way to it has released.
// Seen in netbsd: sys/dev/dtv/dtv_buffer.c, dtv_buffer_read().
// Broken: the way back to the label holds the lock that is taken there.
#include "netbsd.h"

struct stream {
  kmutex_t ds_egress_lock, ds_ingress_lock;
  kcondvar_t ds_sample_cv;
  int egress, used;
};

int dtv_buffer_read(struct stream *ds, int resid, int flags) {
  int error;

  while (resid > 0) {
  retry:
    mutex_enter(&ds->ds_egress_lock); /* expect: recursive-lock */
    while (ds->egress == 0) {
      if (flags & 4) {
        mutex_exit(&ds->ds_egress_lock);
        return 35;
      }
      error = cv_wait_sig(&ds->ds_sample_cv, &ds->ds_egress_lock);
      if (error) {
        mutex_exit(&ds->ds_egress_lock);
        return 4;
      }
    }
#ifndef BROKEN
    mutex_exit(&ds->ds_egress_lock);
#endif
    if (ds->used == 0) {
      mutex_enter(&ds->ds_ingress_lock);
      ds->egress--;
      mutex_exit(&ds->ds_ingress_lock);
      goto retry;
    }
#ifdef BROKEN
    mutex_exit(&ds->ds_egress_lock);
#endif
    resid -= ds->used;
  }
  return 0;
}
