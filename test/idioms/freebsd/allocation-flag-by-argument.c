// RUN: %idiom %s
// The caller says whether it can wait, and the flag of the allocation follows it; the
// one caller with a mutex says that it cannot.
// Seen in freebsd10: sys/kern/kern_event.c, kqueue_expand() and knote_alloc().
// Broken: it says that it can.
#include "freebsd.h"

struct kqueue {
  struct mtx kq_lock;
  void *list;
};

static void *knote_alloc(int waitok) {
  return (malloc(64, M_DEVBUF, (waitok ? M_WAITOK : M_NOWAIT) | M_ZERO));
}

int kqueue_register(struct kqueue *kq) {
  void *kn = knote_alloc(1);

  mtx_lock(&kq->kq_lock);
  if (kq->list == NULL)
#ifdef BROKEN
    kq->list = knote_alloc(1); /* expect: sleeping-alloc-under-lock */
#else
    kq->list = knote_alloc(0);
#endif
  mtx_unlock(&kq->kq_lock);
  return (kn != NULL);
}
