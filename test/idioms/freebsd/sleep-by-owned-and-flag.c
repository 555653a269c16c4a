// RUN: %idiom %s
// A command is waited for by sleeping on the driver's mutex if that is held and the
// caller allows it, else by polling.
// Seen in freebsd10: sys/dev/mps/mps.c, mps_wait_command().
// Broken: the polling loop sleeps with the mutex, for it asks the caller only.
#include "freebsd.h"
#define CAN_SLEEP 1
#define NO_SLEEP 0
#define EWOULDBLOCK 35

struct mps_softc {
  struct mtx mps_mtx;
};
struct mps_command {
  int flags, ticks;
};

static int mps_wait_command(struct mps_softc *sc, struct mps_command *cm, int sleep_flag) {
  int error = 0;

#ifdef BROKEN
  if (mtx_owned(&sc->mps_mtx) && sleep_flag != CAN_SLEEP) {
#else
  if (mtx_owned(&sc->mps_mtx) && sleep_flag == CAN_SLEEP) {
#endif
    while ((cm->flags & 1) == 0 && error == 0)
      error = msleep(cm, &sc->mps_mtx, 0, "mpswait", 100);
  } else {
    while ((cm->flags & 1) == 0 && error == 0) {
      if (sleep_flag == CAN_SLEEP)
        pause("mpswait", 5); /* expect: sleep-under-lock */
      else
        DELAY(50000);
      if (cm->ticks++ > 1000)
        error = EWOULDBLOCK;
    }
  }
  return (error);
}

int mps_get_page(struct mps_softc *sc, struct mps_command *cm) {
  int error;

  mtx_lock(&sc->mps_mtx);
  error = mps_wait_command(sc, cm, CAN_SLEEP);
  mtx_unlock(&sc->mps_mtx);
  return (error);
}
