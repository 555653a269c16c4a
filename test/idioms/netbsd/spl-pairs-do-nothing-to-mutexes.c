// RUN: %idiom %s
// The interrupt level is raised and lowered around a loop of waits, on each way out; the
// mutex is taken after it.
// Seen in netbsd: sys/dev/usb/uirda.c, uirda_read().
// Broken: the way out of a dying device is behind the mutex.
#include "netbsd.h"

int splusb(void);
void splx(int);
struct uirda {
  kmutex_t sc_rd_buf_lk;
  int sc_rd_count, sc_dying;
};

int uirda_read(struct uirda *sc) {
  int error, s;

  s = splusb();
  while (sc->sc_rd_count == 0) {
    error = tsleep(&sc->sc_rd_count, PCATCH, "uirdrd", 0);
    if (error) {
      splx(s);
      return 4;
    }
  }
  splx(s);
#ifndef BROKEN
  if (sc->sc_dying)
    return 5;
#endif
  mutex_enter(&sc->sc_rd_buf_lk);
#ifdef BROKEN
  if (sc->sc_dying)
    return 5; /* expect: lock-leak */
#endif
  sc->sc_rd_count = 0;
  mutex_exit(&sc->sc_rd_buf_lk);
  return 0;
}
