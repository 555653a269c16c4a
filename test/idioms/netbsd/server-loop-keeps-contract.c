// RUN: %idiom %s
// Entered with the lock; an endless loop waits with it, drops it for the transfer, jumps
// over parts of that, and takes it again. The only way out has it.
// Seen in netbsd: sys/dev/md.c, md_server_loop().
// Broken: the jump goes past the place that takes it again.
#include "netbsd.h"

struct buf { int b_blkno, b_error; };
struct md {
  kmutex_t sc_lock;
  kcondvar_t sc_cv;
  int sc_size;
};
struct buf *bufq_get(struct md *);
int copy(struct buf *);

int md_server_loop(struct md *sc) {
  struct buf *bp;
  int error;

  KASSERT(mutex_owned(&sc->sc_lock));
  for (;;) {
    while ((bp = bufq_get(sc)) == NULL) {
      error = cv_wait_sig(&sc->sc_cv, &sc->sc_lock); /* expect: unlock-not-held */
      if (error)
        return error;
    }
    mutex_exit(&sc->sc_lock); /* expect: unlock-not-held */
    error = 0;
    if (bp->b_blkno >= sc->sc_size) {
      error = 5;
      goto done;
    }
    error = copy(bp);
#ifdef BROKEN
    mutex_enter(&sc->sc_lock);
  done:
    bp->b_error = error;
#else
  done:
    bp->b_error = error;
    mutex_enter(&sc->sc_lock);
#endif
  }
}
