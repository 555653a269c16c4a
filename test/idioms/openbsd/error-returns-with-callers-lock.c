// RUN: %idiom %s
// A command asserts its caller's lock and keeps it however it ends; the accessors
// above it ignore how it ended.
// Seen in openbsd: sys/dev/sdmmc/sdmmc_io.c, sdmmc_io_rw_direct(), where the select
// that fails does give it up.
// Broken: one error gives the lock up; the way out that succeeds keeps it, so that is
// the slip, and the accessors are not blamed.
#include "openbsd.h"

struct card_softc {
  struct rwlock lock;
  int selected, status;
};

int card_select(struct card_softc *sc);
int card_command(struct card_softc *sc, int *error);

static int card_transfer(struct card_softc *sc) {
  int error;

  rw_assert_wrlock(&sc->lock);
  if ((error = card_select(sc)) != 0) {
#ifdef BROKEN
    rw_exit(&sc->lock);
#endif
    return (error); /* expect: lock-leak */
  }
  return (card_command(sc, &sc->status));
}

static void card_write(struct card_softc *sc) {
  rw_assert_wrlock(&sc->lock);
  (void)card_transfer(sc);
}

void card_reset(struct card_softc *sc) {
  rw_enter_write(&sc->lock);
  card_write(sc);
  card_write(sc);
  rw_exit(&sc->lock);
}
