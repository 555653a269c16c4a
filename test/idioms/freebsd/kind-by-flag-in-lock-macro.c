// RUN: %idiom %s
// One mutex is a spin mutex or not, by a flag of the queue that never changes, and the
// LOCK and UNLOCK macros ask the flag. The enqueue function releases for its caller.
// Seen in freebsd10: sys/kern/subr_taskqueue.c, TQ_LOCK() and taskqueue_enqueue_locked().
// Broken: a task that is pending already is left locked.
#include "freebsd.h"

struct tq {
  struct mtx mutex;
  int spin, flags, pending;
};
void tq_run(void *context);

#define TQ_LOCK(tq)                \
  do {                             \
    if ((tq)->spin)                \
      mtx_lock_spin(&(tq)->mutex); \
    else                           \
      mtx_lock(&(tq)->mutex);      \
  } while (0)
#define TQ_UNLOCK(tq)                \
  do {                               \
    if ((tq)->spin)                  \
      mtx_unlock_spin(&(tq)->mutex); \
    else                             \
      mtx_unlock(&(tq)->mutex);      \
  } while (0)

static int enqueue_locked(struct tq *queue) {
  if (queue->pending) {
    queue->pending++;
#ifndef BROKEN
    TQ_UNLOCK(queue);
#endif
    return (0);
  }
  queue->pending = 1;
  if ((queue->flags & 2) != 0)
    TQ_UNLOCK(queue);
  if ((queue->flags & 1) == 0)
    tq_run(&queue->flags);
  if ((queue->flags & 2) == 0)
    TQ_UNLOCK(queue);
  return (0);
}

int tq_enqueue(struct tq *queue) {
  TQ_LOCK(queue);
  return (enqueue_locked(queue)); /* expect: lock-leak */
}
