// RUN: %idiom %s
// Errors before the second lock leave by a label behind the one that releases it.
// Seen in freebsd10: sys/dev/ioat/ioat.c, ring_shrink().
// Broken: an error behind the acquire uses the label for those before it.
#include "freebsd.h"
#define EINVAL 22
#define ENOMEM 12

struct ioat_softc {
  struct mtx submit_lock, cleanup_lock;
  u_int order, active;
  int freed;
};

static void free_ring(struct ioat_softc *ioat) { ioat->freed++; }

int ring_shrink(struct ioat_softc *ioat, u_int oldorder) {
  int error;

  mtx_assert(&ioat->submit_lock, MA_OWNED);
  if (oldorder != ioat->order || oldorder <= 5) {
    error = EINVAL;
    goto out_unlocked;
  }
  mtx_lock(&ioat->cleanup_lock);
  if (ioat->active >= (1u << (oldorder - 1))) {
    error = ENOMEM;
#ifdef BROKEN
    goto out_unlocked;
#else
    goto out;
#endif
  }
  ioat->order = oldorder - 1;
  error = 0;
out:
  mtx_unlock(&ioat->cleanup_lock);
out_unlocked:
  if (error)
    free_ring(ioat);
  return (error); /* expect: lock-leak */
}
