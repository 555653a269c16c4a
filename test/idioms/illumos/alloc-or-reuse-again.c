// RUN: %idiom %s
// Entered with the lock: takes from a free list, or drops the lock for an allocation by
// the caller's flag; an inner wait jumps back to the free list.
// Seen in illumos: usr/src/uts/common/os/taskq.c, taskq_ent_alloc().
// Broken: without memory it returns before the lock is taken again.
#include "illumos.h"

struct ent { struct ent *next; };
struct tq {
  kmutex_t tq_lock;
  kcondvar_t tq_cv;
  struct ent *tq_freelist;
  int tq_nalloc, tq_max;
};

static struct ent *ent_alloc(struct tq *tq, int flags) {
  struct ent *tqe;

  ASSERT(MUTEX_HELD(&tq->tq_lock));
again:
  if ((tqe = tq->tq_freelist) != NULL) {
    tq->tq_freelist = tqe->next;
  } else {
    if (tq->tq_nalloc >= tq->tq_max) {
      if (flags & TQ_NOSLEEP)
        return (NULL);
      while (tq->tq_freelist == NULL)
        if (cv_timedwait(&tq->tq_cv, &tq->tq_lock, ddi_get_lbolt() + 100) == -1)
          break;
      if (tq->tq_freelist)
        goto again;
    }
    mutex_exit(&tq->tq_lock);
    tqe = kmem_alloc(sizeof(*tqe), (flags & TQ_NOSLEEP) ? KM_NOSLEEP : KM_SLEEP);
#ifdef BROKEN
    if (tqe == NULL)
      return (NULL); /* expect: lock-leak */
#endif
    mutex_enter(&tq->tq_lock);
    if (tqe != NULL)
      tq->tq_nalloc++;
  }
  return (tqe);
}

int dispatch(struct tq *tq, int flags) {
  struct ent *tqe;

  mutex_enter(&tq->tq_lock);
  tqe = ent_alloc(tq, flags);
  mutex_exit(&tq->tq_lock);
  return (tqe != NULL);
}
