// RUN: %idiom %s
// Two locks against the usual order: the second one is only tried, and if that fails
// the first one is dropped and both are taken in the usual order.
// Seen in illumos: usr/src/uts/common/os/putnext.c, putnext().
// Broken: the second one is taken against the order without trying.
#include "illumos.h"

struct syncq { kmutex_t sq_lock, sq_ciputlock; };
#define SQLOCK(sq) (&(sq)->sq_lock)

void drain_syncq(struct syncq *sq) {
  mutex_enter(SQLOCK(sq));
  mutex_enter(&sq->sq_ciputlock); /* expect: lock-order */
  mutex_exit(&sq->sq_ciputlock);
  mutex_exit(SQLOCK(sq));
}

void putnext_tail(struct syncq *sq) {
  kmutex_t *sqciplock = &sq->sq_ciputlock;

  mutex_enter(sqciplock);
#ifdef BROKEN
  mutex_enter(SQLOCK(sq));
#else
  if (mutex_tryenter(SQLOCK(sq)) == 0) {
    mutex_exit(sqciplock);
    mutex_enter(SQLOCK(sq));
    mutex_enter(sqciplock);
  }
#endif
  mutex_exit(sqciplock);
  mutex_exit(SQLOCK(sq));
}
