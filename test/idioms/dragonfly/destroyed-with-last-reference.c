// RUN: %idiom %s
// The last reference destroys the mutex that the caller holds; else it is released.
// Seen in dragonfly: sys/netgraph7/socket/ng_socket.c, ng_socket_free_priv().
// Broken: a way out of the caller keeps it.
#include "dragonfly.h"

struct shared {
  struct mtx mtx;
  int refs;
};

static void shared_put(struct shared *p) {
  KKASSERT(mtx_owned(&p->mtx));
  p->refs--;
  if (p->refs == 0) {
    mtx_uninit(&p->mtx);
    return;
  }
  mtx_unlock(&p->mtx);
}

int shared_detach(struct shared *p, int busy) {
  mtx_lock(&p->mtx);
#ifdef BROKEN
  if (busy)
    return (16); /* expect: lock-leak */
#endif
  shared_put(p);
  return (0);
}
