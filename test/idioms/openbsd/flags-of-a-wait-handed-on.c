// RUN: %idiom %s
// A function waits with its own mutex and the flags of its caller, who would not ask to
// be left without the mutex.
// Seen in openbsd: sys/net/ifq.c, ifq_deq_sleep().
// Broken: it releases the mutex twice.
#include "openbsd.h"

struct queue {
  struct mutex mtx;
  int len;
};

int queue_get(struct queue *q, int priority) {
  int error = 0;

  mtx_enter(&q->mtx);
  while (q->len == 0) {
    error = msleep_nsec(q, &q->mtx, priority, "get", INFSLP);
    if (error != 0)
      break;
  }
#ifdef BROKEN
  mtx_leave(&q->mtx);
#endif
  mtx_leave(&q->mtx); /* expect: unlock-not-held */
  return (error);
}
