// RUN: %idiom %s
// The queue's lock, which the caller holds, is dropped around each task and taken
// again before the next is looked for.
// Seen in freebsd10: sys/kern/subr_taskqueue.c, taskqueue_run_locked().
// Broken: a task without a function skips the second acquire.
#include "freebsd.h"

struct work {
  struct work *next;
  void (*func)(void *);
};
struct tq {
  struct mtx mutex;
  struct work *first;
};

static void run_locked(struct tq *queue) {
  struct work *w;

  mtx_assert(&queue->mutex, MA_OWNED);
  while ((w = queue->first) != NULL) {
    queue->first = w->next;
    mtx_unlock(&queue->mutex); /* expect: unlock-not-held */
#ifdef BROKEN
    if (w->func == NULL)
      continue;
#endif
    w->func(w);
    mtx_lock(&queue->mutex);
  }
}

void tq_run(struct tq *queue) {
  mtx_lock(&queue->mutex);
  run_locked(queue);
  mtx_unlock(&queue->mutex);
}
