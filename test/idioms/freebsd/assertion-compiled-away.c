// RUN: %idiom %s
// Without INVARIANTS the assertion expands to nothing; it is a contract all the same.
// Seen in freebsd10: sys/sys/mutex.h, mtx_assert(), and sys/dev/mfi/mfi.c, mfi_dequeue_free().
// Broken: a caller released the mutex one line before.
#include "freebsd.h"
#undef mtx_assert
#define mtx_assert(m, what) (void)0

struct mfi_softc {
  struct mtx mfi_io_lock;
  int free;
};

static int mfi_dequeue_free(struct mfi_softc *sc) {
  mtx_assert(&sc->mfi_io_lock, MA_OWNED);
  return (sc->free-- > 0);
}

int mfi_get_controller_info(struct mfi_softc *sc) {
  int got = 0;

  mtx_lock(&sc->mfi_io_lock);
#ifdef BROKEN
  mtx_unlock(&sc->mfi_io_lock);
#endif
  got = mfi_dequeue_free(sc); /* expect: unlock-not-held */
#ifndef BROKEN
  mtx_unlock(&sc->mfi_io_lock);
#endif
  return (got);
}
