// RUN: %idiom %s
// A queue is locked unless the current thread has frozen it, which means that it holds
// the lock already; the same is asked before the lock is given up.
// Seen in illumos: usr/src/uts/common/io/stream.c, getq_noenab().
// Broken: at the end another thread is asked for.
#include "illumos.h"

typedef struct thread kthread_t;
extern kthread_t *threadp(void);
#define curthread (threadp())
extern kthread_t *other_thread;

struct stream { kthread_t *freezer; };
struct queue {
  kmutex_t lock;
  struct stream *stream;
  int count;
};

int queue_get(struct queue *q) {
  kthread_t *freezer = q->stream->freezer;
  int count;

  if (freezer == curthread)
    ASSERT(MUTEX_HELD(&q->lock));
  else
    mutex_enter(&q->lock);
  count = q->count--;
#ifdef BROKEN
  if (freezer != other_thread)
#else
  if (freezer != curthread)
#endif
    mutex_exit(&q->lock);
  return (count); /* expect: lock-leak */
}
