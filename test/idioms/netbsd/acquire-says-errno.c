// RUN: %idiom %s
// Acquires a bus and returns 0, or an errno without it; only with the polling flag the
// acquire can fail.
// Seen in netbsd: sys/dev/usb/auvitek_i2c.c, auvitek_i2c_acquire_bus().
// Broken: the caller takes 0 for failure.
#include "netbsd.h"

struct auvitek { kmutex_t sc_i2c_lock; };
int i2c_write(struct auvitek *, int);

static int acquire_bus(struct auvitek *sc, int flags) {
  if (flags & 1) {
    if (!mutex_tryenter(&sc->sc_i2c_lock))
      return 16;
  } else {
    mutex_enter(&sc->sc_i2c_lock);
  }
  return 0;
}

static void release_bus(struct auvitek *sc) { mutex_exit(&sc->sc_i2c_lock); }

int auvitek_write(struct auvitek *sc, int flags, int reg) {
  int error = acquire_bus(sc, flags);

#ifdef BROKEN
  if (error == 0)
    return -1; /* expect: lock-leak */
#else
  if (error)
    return error;
#endif
  error = i2c_write(sc, reg);
  release_bus(sc); /* expect: unlock-not-held */
  return error;
}
