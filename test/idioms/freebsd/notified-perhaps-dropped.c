// RUN: %idiom %s
// A callee may give up the caller's lock, by what it finds in memory; who does not
// ask for that forgets nothing on the way out.
// Seen in freebsd10: sys/ofed/drivers/infiniband/ulp/sdp/sdp_tx.c, sdp_post_send().
// Broken: the lock is taken here, and kept on one way out.
#include "freebsd.h"

static struct softc *closed(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (sc->cookie != NULL) {
    sc->cookie = NULL;
    mtx_unlock(&sc->mtx);
    return (NULL);
  }
  return (sc);
}

void post(struct softc *sc, int error) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (error)
    closed(sc);
}

int start(struct softc *sc, int error) {
  mtx_lock(&sc->mtx);
#ifdef BROKEN
  if (error > 3)
    return (error); /* expect: lock-leak */
#endif
  wakeup(sc);
  mtx_unlock(&sc->mtx);
  return (0);
}
