// RUN: %idiom %s
// The object comes back locked through an out-parameter when the result is 0; all later
// errors leave through one label that releases it.
// Seen in netbsd: sys/kern/sys_mqueue.c, mqueue_get() and mq_recv1().
// Broken: one error returns directly.
#include "netbsd.h"

struct mqueue {
  kmutex_t mq_mtx;
  kcondvar_t mq_send_cv;
  int mq_curmsgs, mq_flags, mq_size;
};
struct mqueue *mqueue_of(int);

static int mqueue_get(int fd, struct mqueue **mqret) {
  struct mqueue *mq = mqueue_of(fd);

  if (__predict_false(mq == NULL))
    return 9;
  mutex_enter(&mq->mq_mtx);
  *mqret = mq;
  return 0;
}

int mq_recv(int fd, int len) {
  struct mqueue *mq;
  int error;

  error = mqueue_get(fd, &mq);
  if (error)
    return error;
  if (len < mq->mq_size) {
    error = 40;
    goto error;
  }
  while (mq->mq_curmsgs == 0) {
    if (mq->mq_flags & 4) {
      error = 35;
#ifdef BROKEN
      return error; /* expect: lock-leak */
#else
      goto error;
#endif
    }
    error = cv_timedwait_sig(&mq->mq_send_cv, &mq->mq_mtx, 0);
    if (error)
      goto error;
  }
  mq->mq_curmsgs--;
error:
  mutex_exit(&mq->mq_mtx);
  return error;
}
