// RUN: %idiom %s
// Where spl calls were, a mutex is; one that is left protects nothing.
// Seen in freebsd7: sys/dev/usb/ehci.c, ehci_intr1() with splusb(), and sys/sys/systm.h.
// Broken: the interrupt level is raised instead of the mutex taken.
#include "freebsd.h"
static __inline int splnet(void) { return 0; }
static __inline void splx(int ipl) { (void)ipl; }

void ed_start(struct softc *sc) {
#ifdef BROKEN
  int s;

  s = splnet(); /* expect: noop-spl */
#else
  mtx_lock(&sc->mtx);
#endif
  sc->ready++;
#ifdef BROKEN
  splx(s);
#else
  mtx_unlock(&sc->mtx);
#endif
}
