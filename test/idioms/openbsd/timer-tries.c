// RUN: %idiom %s
// A timer refills a ring if it gets the ring's mutex, which the refill asserts.
// Seen in openbsd: sys/dev/pci/if_vmx.c, vmxnet3_rxfill_tick() and vmxnet3_rxfill().
// Broken: the timer sleeps for memory.
#include "openbsd.h"

struct rxring {
  struct mutex mtx;
  struct timeout refill;
  void *buffer;
};

static void rxfill(struct rxring *ring) {
  MUTEX_ASSERT_LOCKED(&ring->mtx);
#ifdef BROKEN
  ring->buffer = malloc(64, M_DEVBUF, M_WAITOK); /* expect: sleeping-alloc-under-lock, sleep-in-interrupt */
#else
  ring->buffer = malloc(64, M_DEVBUF, M_NOWAIT);
#endif
}

static void rxfill_tick(void *arg) {
  struct rxring *ring = arg;

  if (!mtx_enter_try(&ring->mtx))
    return;
  rxfill(ring);
  mtx_leave(&ring->mtx);
}

void rxinit(struct rxring *ring) {
  mtx_init(&ring->mtx, IPL_NET);
  timeout_set(&ring->refill, rxfill_tick, ring);
}
