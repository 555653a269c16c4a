// RUN: %idiom %s
// A lock is taken for some opcodes only; the helper says whether, and the one that
// releases is given that answer.
// Seen in freebsd10: sys/dev/mfi/mfi.c, mfi_config_lock() and mfi_user_command().
// Broken: the error leaves without the release.
#include "freebsd.h"

struct mfi_softc {
  struct sx config_lock;
  struct mtx io_lock;
  int busy;
};

static int mfi_config_lock(struct mfi_softc *sc, int opcode) {
  switch (opcode) {
  case 0x0401:
  case 0x0402:
  case 0x0406:
    sx_xlock(&sc->config_lock);
    return (1);
  default:
    return (0);
  }
}

static void mfi_config_unlock(struct mfi_softc *sc, int locked) {
  if (locked)
    sx_xunlock(&sc->config_lock);
}

int mfi_user_command(struct mfi_softc *sc, int opcode) {
  int locked, busy;

  locked = mfi_config_lock(sc, opcode);
  mtx_lock(&sc->io_lock);
  busy = sc->busy;
  mtx_unlock(&sc->io_lock);
#ifdef BROKEN
  if (busy)
    return (16); /* expect: lock-leak */
#endif
  mfi_config_unlock(sc, locked);
  return (busy ? 16 : 0);
}
