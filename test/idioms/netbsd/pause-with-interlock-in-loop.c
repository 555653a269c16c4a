// RUN: %idiom %s
// Waits for another thread to be done by short pauses, for which the lock is released.
// Seen in netbsd: sys/dev/iscsi/iscsi_ioctl.c, connection_timeout_stop().
// Broken: a second lock is held across the pause.
#include "netbsd.h"

struct conn {
  kmutex_t lock;
  int timedout;
};
kmutex_t cleanup_mtx;

void timeout_stop(struct conn *conn) {
#ifdef BROKEN
  mutex_enter(&conn->lock);
#endif
  mutex_enter(&cleanup_mtx);
  if (conn->timedout == 1)
    conn->timedout = 0;
  while (conn->timedout == 2)
    kpause("connbusy", 0, 1, &cleanup_mtx); /* expect: sleep-under-lock */
  mutex_exit(&cleanup_mtx);
#ifdef BROKEN
  mutex_exit(&conn->lock);
#endif
}
