// RUN: %idiom %s
// Who may not sleep yet asks the device: the test says which of the two is done.
// Seen in openbsd: sys/dev/ic/qlw.c, qlw_mbox().
// Broken: the other way does not wait at all.
#include "openbsd.h"

struct qlw {
  struct mutex mtx;
  int running, pending;
};
void poll(struct qlw *sc);

void command(struct qlw *sc) {
  mtx_enter(&sc->mtx);
  sc->pending = 1;
  if (!sc->running) {
#ifdef BROKEN
    poll(sc);
#else
    while (sc->pending)
      poll(sc);
#endif
  } else
    msleep(&sc->pending, &sc->mtx, 0, "cmd", 0); /* expect: wait-not-in-loop */
  mtx_leave(&sc->mtx);
}
