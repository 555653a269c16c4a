// RUN: %idiom %s
// Depending on the command, the caller's net lock is dropped, the driver's lock taken,
// and the net lock taken again in the right order.
// Seen in openbsd: sys/dev/fdt/if_cad.c, cad_ioctl().
// Broken: the driver's lock is not released for unknown commands.
#include "openbsd.h"
extern struct rwlock netlock;
#define NET_LOCK() rw_enter_write(&netlock)
#define NET_UNLOCK() rw_exit_write(&netlock)
#define ENOTTY 25

struct cad_softc {
  struct rwlock sc_cfg_lock;
  int flags, media;
};

int cad_ioctl(struct cad_softc *sc, u_long cmd, int arg) {
  int error = 0, netlock_held = 1;

  switch (cmd) {
  case 1:
  case 2:
    netlock_held = 0;
    break;
  }
  if (netlock_held)
    NET_UNLOCK();
  rw_enter_write(&sc->sc_cfg_lock);
  if (netlock_held)
    NET_LOCK();
  switch (cmd) {
  case 1:
    sc->media = arg;
    break;
  case 3:
    sc->flags = arg;
    break;
  default:
    error = ENOTTY;
#ifdef BROKEN
    return (error); /* expect: lock-leak */
#endif
  }
  rw_exit_write(&sc->sc_cfg_lock);
  return (error);
}
