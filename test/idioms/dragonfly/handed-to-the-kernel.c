// RUN: %idiom %s
// A buffer is handed to the kernel for I/O; before that begins it is given up after all.
// Seen in dragonfly: sys/dev/raid/vinum/vinumrequest.c, sdio().
// Broken: the error is found earlier, and the buffer stays locked.
#include "dragonfly.h"

void begin(struct softc *sc);

int io_start(struct softc *sc, int past_end) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
#ifdef BROKEN
  if (past_end)
    return 22; /* expect: lock-leak */
#endif
  lockmgr_kernproc(&sc->lk);
  if (past_end) {
    lockmgr(&sc->lk, LK_RELEASE);
    return 22;
  }
  begin(sc);
  return 0;
}
