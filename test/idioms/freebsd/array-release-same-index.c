// RUN: %idiom %s
// The lock of one queue is taken and released by one index.
// Seen in freebsd10: sys/dev/nxge/if_nxge.c, xge_tx_compl().
// Broken: the release has the index of the queue before.
#include "freebsd.h"
#define RINGS 4

struct lldev {
  struct mtx mtx_tx[RINGS];
  int queued[RINGS];
};

void xge_tx_compl(struct lldev *lldev, int qindex) {
  mtx_lock(&lldev->mtx_tx[qindex]);
  lldev->queued[qindex] = 0;
#ifdef BROKEN
  qindex--;
#endif
  mtx_unlock(&lldev->mtx_tx[qindex]); /* expect: unlock-not-held */
}
