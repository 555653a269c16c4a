// RUN: %idiom %s
// A frame is sent at once if the transmit lock is free, else queued for the thread.
// Seen in freebsd10: sys/dev/mxge/if_mxge.c, mxge_transmit().
// Broken: the release stands behind both ways.
#include "freebsd.h"

struct tx_ring {
  struct mtx mtx;
  int sent, queued;
};

static int transmit_locked(struct tx_ring *tx) {
  mtx_assert(&tx->mtx, MA_OWNED);
  tx->sent++;
  return (0);
}

int mxge_transmit(struct tx_ring *tx) {
  int err = 0;

  if (mtx_trylock(&tx->mtx)) {
    err = transmit_locked(tx);
#ifndef BROKEN
    mtx_unlock(&tx->mtx);
#endif
  } else {
    tx->queued++;
  }
#ifdef BROKEN
  mtx_unlock(&tx->mtx); /* expect: unlock-not-held */
#endif
  return (err);
}
