// RUN: %idiom %s
// Two structures may share one lock: a pair of helpers takes it once or twice, by the
// same comparison, and releases the same way.
// Seen in illumos: usr/src/uts/common/io/ib/adapters/tavor/tavor_wr.c,
// tavor_wrid_wqhdr_lock_both() and tavor_wrid_wqhdr_unlock_both().
// Broken: the helper that takes them does not compare.
#include "illumos.h"

struct cq { kmutex_t lock; };
struct qp {
  struct cq *sq_cq, *rq_cq;
  int list;
};

static void lock_both(struct qp *qp) {
  struct cq *sq_cq = qp->sq_cq, *rq_cq = qp->rq_cq;

#ifdef BROKEN
  mutex_enter(&sq_cq->lock);
  if (sq_cq == rq_cq)
    mutex_enter(&sq_cq->lock); /* expect: recursive-lock */
  else
    mutex_enter(&rq_cq->lock);
#else
  if (sq_cq == rq_cq) {
    mutex_enter(&sq_cq->lock);
  } else {
    mutex_enter(&sq_cq->lock);
    mutex_enter(&rq_cq->lock);
  }
#endif
}

static void unlock_both(struct qp *qp) {
  struct cq *sq_cq = qp->sq_cq, *rq_cq = qp->rq_cq;

  if (sq_cq == rq_cq) {
    mutex_exit(&sq_cq->lock);
  } else {
    mutex_exit(&rq_cq->lock);
    mutex_exit(&sq_cq->lock);
  }
}

void qp_reset(struct qp *qp) {
  lock_both(qp);
  qp->list = 0;
  unlock_both(qp);
}
