// RUN: %idiom %s
// A timeout takes the mutex, starts itself anew and leaves early when the device is
// gone; who stops it drops the mutex first.
// Seen in illumos: usr/src/uts/common/io/ecpp.c, ecpp_wsrv_timer().
// Broken: the early return keeps the mutex.
#include "illumos.h"

struct ecpp {
  kmutex_t umutex;
  timeout_id_t wsrv_timer_id;
  int gone;
};

static void ecpp_timer(void *arg) {
  struct ecpp *pp = arg;

  mutex_enter(&pp->umutex);
  if (pp->wsrv_timer_id == 0) {
#ifndef BROKEN
    mutex_exit(&pp->umutex);
#endif
    return; /* expect: lock-leak */
  }
  pp->wsrv_timer_id = timeout(ecpp_timer, pp, 100);
  mutex_exit(&pp->umutex);
}

void ecpp_start(struct ecpp *pp) {
  mutex_enter(&pp->umutex);
  pp->wsrv_timer_id = timeout(ecpp_timer, pp, 100);
  mutex_exit(&pp->umutex);
}
