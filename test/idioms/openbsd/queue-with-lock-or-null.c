// RUN: %idiom %s
// A function returns the queue of a kind with its lock, or NULL without; the handler
// of a timeout, which the kernel calls without, gives it up by another function.
// Seen in openbsd: sys/net/hfsc.c, hfsc_deferred(); sys/net/ifq.c, ifq_q_enter().
// Broken: the handler returns with the lock when there is nothing to do.
#include "openbsd.h"

struct queue {
  struct mutex mtx;
  const void *ops;
  void *q;
};
struct net {
  struct queue snd;
  struct timeout tmo;
};
extern const void *hfsc_ops;
int work(void *q);

static void *queue_enter(struct queue *ifq, const void *ops) {
  mtx_enter(&ifq->mtx);
  if (ifq->ops == ops)
    return (ifq->q);
  mtx_leave(&ifq->mtx);
  return (NULL);
}

static void queue_leave(struct queue *ifq) {
  mtx_leave(&ifq->mtx);
}

static void deferred(void *arg) {
  struct net *n = arg;
  void *q;

  q = queue_enter(&n->snd, hfsc_ops);
  if (q == NULL)
    return;
#ifdef BROKEN
  if (work(q) == 0)
    return; /* expect: lock-leak */
#else
  work(q);
#endif
  queue_leave(&n->snd);
}

void net_attach(struct net *n) {
  timeout_set(&n->tmo, deferred, n);
}
