// RUN: %idiom %s
// The default of a switch panics with the mutex held; it does not return.
// Seen in freebsd10: sys/kern/sys_generic.c, selrecord(), and sys/kern/kern_lockf.c.
// Broken: it prints and returns.
#include "freebsd.h"
void printf(const char *fmt, ...);

int set_mode(struct softc *sc, int mode) {
  mtx_lock(&sc->mtx);
  switch (mode) {
  case 0:
    sc->ready = 0;
    break;
  case 1:
    sc->ready = 1;
    break;
  default:
#ifdef BROKEN
    printf("unknown mode %d\n", mode);
    return (22); /* expect: lock-leak */
#else
    panic("unknown mode %d", mode);
#endif
  }
  mtx_unlock(&sc->mtx);
  return (0);
}
