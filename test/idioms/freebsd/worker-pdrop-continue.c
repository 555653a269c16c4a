// RUN: %idiom %s
// A worker thread waits with PDROP and begins its loop again; it ends in a function
// that does not return.
// Seen in freebsd10: sys/dev/md/md.c, md_kthread().
// Broken: the wait takes the mutex again.
#include "freebsd.h"
void kproc_exit(int code);

struct md_s {
  struct mtx queue_mtx;
  int flags;
  struct bio *first;
};
void md_start(struct bio *bp);

void md_kthread(void *arg) {
  struct md_s *sc = arg;
  struct bio *bp;

  for (;;) {
    mtx_lock(&sc->queue_mtx); /* expect: recursive-lock */
    if (sc->flags & 1) {
      sc->flags |= 2;
      mtx_unlock(&sc->queue_mtx);
      kproc_exit(0);
    }
    bp = sc->first;
    if (!bp) {
#ifdef BROKEN
      msleep(sc, &sc->queue_mtx, 0, "mdwait", 0);
#else
      msleep(sc, &sc->queue_mtx, PDROP, "mdwait", 0);
#endif
      continue;
    }
    sc->first = NULL;
    mtx_unlock(&sc->queue_mtx);
    md_start(bp);
  }
}
