// RUN: %idiom %s
// A wait drops the net lock if it is held, which it asks, and else plainly sleeps.
// Seen in openbsd: sys/dev/pv/if_vio.c, vio_sleep() and vio_wait_ctrl().
// Broken: an interrupted wait returns with the driver's lock.
#include "openbsd.h"
#define EINTR 4
extern struct rwlock netlock;

struct vio_softc {
  struct rwlock sc_lock;
  int ctrl_inuse;
};

static int vio_sleep(struct vio_softc *sc) {
  int status = rw_status(&netlock);

  if (status != RW_WRITE && status != RW_READ)
    return (tsleep_nsec(&sc->ctrl_inuse, PCATCH, "viowait", INFSLP));
  return (rwsleep_nsec(&sc->ctrl_inuse, &netlock, PCATCH, "viowait", INFSLP));
}

int vio_wait_ctrl(struct vio_softc *sc) {
  int r = 0;

  rw_enter_write(&sc->sc_lock);
  while (sc->ctrl_inuse != 0) {
    r = vio_sleep(sc);
    if (r == EINTR) {
#ifndef BROKEN
      rw_exit_write(&sc->sc_lock);
#endif
      return (r); /* expect: lock-leak */
    }
  }
  sc->ctrl_inuse = 1;
  rw_exit_write(&sc->sc_lock);
  return (r);
}
