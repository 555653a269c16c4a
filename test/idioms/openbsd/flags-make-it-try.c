// RUN: %idiom %s
// A bus is acquired waiting or, with a poll flag, by trying; 0 is success in both, and
// what fails later releases.
// Seen in openbsd: sys/dev/i2c/pca9548.c, pcamux_acquire_bus().
// Broken: the channel's failure returns with the lock.
#include "openbsd.h"
#define I2C_F_POLL 1

struct pcamux_softc {
  struct rwlock sc_lock;
  int channel;
};
int pcamux_set_channel(int channel, int flags);

int pcamux_acquire_bus(void *cookie, int flags) {
  struct pcamux_softc *sc = cookie;
  int rwflags = RW_WRITE, error;

  if (flags & I2C_F_POLL)
    rwflags |= RW_NOSLEEP;
  error = rw_enter(&sc->sc_lock, rwflags);
  if (error)
    return (error);
  error = pcamux_set_channel(3, flags);
  if (error) {
#ifndef BROKEN
    rw_exit_write(&sc->sc_lock);
#endif
    return (error); /* expect: lock-leak */
  }
  return (0);
}

void pcamux_release_bus(void *cookie) {
  struct pcamux_softc *sc = cookie;

  rw_exit_write(&sc->sc_lock);
}
