// RUN: %idiom %s
// An interrupt handler works off a ring if it gets the mutex, else somebody else does.
// Seen in openbsd: sys/dev/ic/nvme.c, nvme_q_complete().
// Broken: a ring without work is left locked.
#include "openbsd.h"

struct nvme_queue {
  struct mutex q_cq_mtx;
  int head, entries;
};

int nvme_q_complete(struct nvme_queue *q) {
  int rv = 0;

  if (!mtx_enter_try(&q->q_cq_mtx))
    return (-1);
#ifdef BROKEN
  if (q->head == q->entries)
    return (0);
#endif
  while (q->head != q->entries) {
    q->head++;
    rv = 1;
  }
  mtx_leave(&q->q_cq_mtx);
  return (rv);
}

int nvme_intr(void *arg) {
  struct nvme_queue *q = arg;
  int rv = 0;

  if (nvme_q_complete(q) > 0)
    rv = 1;
  return (rv); /* expect: lock-leak */
}
