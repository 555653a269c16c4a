// RUN: %idiom %s
// A helper is entered with the queue's lock held. It returns NULL when it has
// given the lock up, and the packet when it has not: the caller gives it up then.
// Seen in OpenBSD: sys/dev/pci/if_de.c, tulip_txput() and tulip_ifstart().
// Broken: the caller gives it up whatever came back.
#include "openbsd.h"

struct mbuf {
  int len;
};
struct queue {
  struct mutex mtx;
  struct mbuf *head;
  int room;
};

static struct mbuf *put(struct queue *q, struct mbuf *m) {
  if (q->room < 0)
    goto full;
  q->head = m;
  mtx_leave(&q->mtx);
  m = NULL;
full:
  return (m);
}

void start(struct queue *q, struct mbuf *m) {
  mtx_enter(&q->mtx);
  m = put(q, m);
#ifndef BROKEN
  if (m != NULL)
#endif
    mtx_leave(&q->mtx); /* expect: unlock-not-held */
}
