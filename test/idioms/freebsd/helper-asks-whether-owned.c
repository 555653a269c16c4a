// RUN: %idiom %s
// A helper polls or sleeps by whether its caller's mutex is held; a function that calls
// it waits with that mutex afterwards, so it is held.
// Seen in freebsd: sys/dev/mpr/mpr_sas_lsi.c, mprsas_get_sas_address_for_sata_disk().
// Broken: the mutex has been released by then.
#include "freebsd.h"

struct mpr {
  struct mtx mpr_mtx;
  int fake_chan, done;
};
void poll(struct mpr *);

static int wait_command(struct mpr *sc, int timeout) {
  if (mtx_owned(&sc->mpr_mtx)) {
    while (!sc->done)
      msleep(sc, &sc->mpr_mtx, 0, "mprwait", timeout);
  } else {
    while (!sc->done)
      poll(sc);
  }
  return sc->done - 1;
}

int get_address(struct mpr *sc) {
  if (wait_command(sc, 10) == 0)
    return 0;
#ifdef BROKEN
  mtx_unlock(&sc->mpr_mtx);
#endif
  msleep(&sc->fake_chan, &sc->mpr_mtx, 0, "mprid", 100); /* expect: unlock-not-held */
  return wait_command(sc, 20);
}
