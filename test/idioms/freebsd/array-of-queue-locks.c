// RUN: %idiom %s
// Each queue has a lock in an array; what cannot be locked at once ends the loop.
// Seen in freebsd10: sys/dev/nxge/if_nxge.c, xge_send().
// Broken: a queue that fails ends the loop as well, with its lock.
#include "freebsd.h"
#define QUEUES 4

struct lldev {
  struct mtx mtx_tx[QUEUES];
  int failed, sent[QUEUES];
};

static int send_locked(struct lldev *lldev, int qindex) {
  mtx_assert(&lldev->mtx_tx[qindex], MA_OWNED);
  return (lldev->sent[qindex]++);
}

void xge_send(struct lldev *lldev) {
  int qindex;

  for (qindex = 0; qindex < QUEUES; qindex++) {
    if (mtx_trylock(&lldev->mtx_tx[qindex]) == 0) {
      lldev->failed++;
      break;
    }
#ifdef BROKEN
    if (send_locked(lldev, qindex) != 0)
      return; /* expect: lock-leak */
#else
    send_locked(lldev, qindex);
#endif
    mtx_unlock(&lldev->mtx_tx[qindex]);
  }
}
