// RUN: %idiom %s
// An interrupt handler with two mutexes: not ours, an error and the normal case each
// release what they hold and say whether they claim.
// Seen in illumos: usr/src/uts/common/io/elxl/elxl.c, elxl_intr().
// Broken: in the error case the mutexes are taken in the other order than in the reset.
#include "illumos.h"

struct elxl {
  kmutex_t ex_intrlock, ex_txlock;
  ddi_intr_handle_t ex_intr;
  int suspended, running, stat;
};

static uint_t elxl_intr(caddr_t arg, caddr_t dontcare) {
  struct elxl *sc = (void *)arg;

  mutex_enter(&sc->ex_intrlock);
  if (sc->suspended) {
    mutex_exit(&sc->ex_intrlock);
    return (0);
  }
  if (sc->stat & 2) {
    mutex_enter(&sc->ex_txlock); /* expect: lock-order */
    sc->running = 0;
    mutex_exit(&sc->ex_txlock);
    mutex_exit(&sc->ex_intrlock);
    return (DDI_INTR_CLAIMED);
  }
  mutex_exit(&sc->ex_intrlock);
  return (DDI_INTR_CLAIMED);
}

void elxl_reset(struct elxl *sc) {
#ifdef BROKEN
  mutex_enter(&sc->ex_txlock);
  mutex_enter(&sc->ex_intrlock);
#else
  mutex_enter(&sc->ex_intrlock);
  mutex_enter(&sc->ex_txlock);
#endif
  sc->running = 1;
  mutex_exit(&sc->ex_txlock);
  mutex_exit(&sc->ex_intrlock);
}

int elxl_attach(struct elxl *sc) {
  return (ddi_intr_add_handler(sc->ex_intr, elxl_intr, sc, NULL));
}
