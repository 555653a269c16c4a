// RUN: %idiom %s
// A callee takes the lock of a queue, or asserts it where the current thread has
// frozen the queue: who has just given it up has not frozen it.
// Seen in illumos: usr/src/uts/common/io/stream.c, flushband() and qbackenable().
// Broken: the callee takes nothing, and asserts the lock in any case.
#include "illumos.h"

typedef struct thread kthread_t;
extern kthread_t *threadp(void);
#define curthread (threadp())

struct stream { kthread_t *freezer; };
struct queue {
  kmutex_t lock;
  struct stream *stream;
  int count, wanted;
};

void queue_enable(struct queue *q) {
#ifdef BROKEN
  ASSERT(MUTEX_HELD(&q->lock));
  q->wanted = 0;
#else
  kthread_t *freezer = q->stream->freezer;

  if (freezer == curthread)
    ASSERT(MUTEX_HELD(&q->lock));
  else
    mutex_enter(&q->lock);
  q->wanted = 0;
  if (freezer != curthread)
    mutex_exit(&q->lock);
#endif
}

void queue_flush(struct queue *q) {
  int wanted;

  mutex_enter(&q->lock);
  q->count = 0;
  wanted = q->wanted;
  mutex_exit(&q->lock);
  if (wanted)
    queue_enable(q); /* expect: unlock-not-held */
}
