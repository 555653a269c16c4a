// RUN: %idiom %s
// A worker holds the device's sx lock, takes the queue's mutex, and before it waits
// gives up the sx lock; behind the wait it takes that again.
// Seen in freebsd10: sys/geom/raid3/g_raid3.c, g_raid3_worker().
// Broken: the sx lock is taken under the mutex, before the wait drops it.
#include "freebsd.h"
void kproc_exit(int code);

struct raid3 {
  struct sx lock;
  struct mtx queue_mtx;
  int flags;
  struct bio *queue;
};
int try_destroy(struct raid3 *sc);
void raid3_start(struct bio *bp);

void g_raid3_worker(void *arg) {
  struct raid3 *sc = arg;
  struct bio *bp;

  sx_xlock(&sc->lock);
  for (;;) {
    mtx_lock(&sc->queue_mtx);
    bp = sc->queue;
    if (bp == NULL) {
      if (sc->flags & 1) {
        mtx_unlock(&sc->queue_mtx);
        if (try_destroy(sc))
          kproc_exit(0);
        mtx_lock(&sc->queue_mtx);
      }
#ifdef BROKEN
      mtx_unlock(&sc->queue_mtx);
#endif
      sx_xunlock(&sc->lock);
      msleep(sc, &sc->queue_mtx, PDROP, "r3:w1", 0); /* expect: unlock-not-held */
      sx_xlock(&sc->lock);
      continue;
    }
    sc->queue = NULL;
    mtx_unlock(&sc->queue_mtx);
    raid3_start(bp);
  }
}
