// Interrupt levels are empty inline functions since FreeBSD 5.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
#define SPL(name) static __inline int name(void) { return (0); }
SPL(splbio) SPL(splcam) SPL(splclock) SPL(splhigh) SPL(splimp) SPL(splnet)
SPL(splsoftcam) SPL(splsoftclock) SPL(splsofttty) SPL(splsoftvm) SPL(splsofttq)
SPL(splstatclock) SPL(spltty) SPL(splvm) SPL(splsched) SPL(splsoftnet)
#define splusb splbio
#define splhardusb splbio
#define splfw splimp
static __inline void splx(int s) {}
static __inline void spl0(void) {}
#define RAISES(call) void FN(struct softc *sc) { sc->ready = call; }

RAISES(splbio()) // expect: noop-spl
RAISES(splcam()) // expect: noop-spl
RAISES(splimp()) // expect: noop-spl
RAISES(splnet()) // expect: noop-spl
RAISES(spltty()) // expect: noop-spl
RAISES(splvm()) // expect: noop-spl
RAISES(splclock()) // expect: noop-spl
RAISES(splstatclock()) // expect: noop-spl
RAISES(splsched()) // expect: noop-spl
RAISES(splhigh()) // expect: noop-spl
RAISES(splusb()) // expect: noop-spl
RAISES(splhardusb()) // expect: noop-spl
RAISES(splfw()) // expect: noop-spl
RAISES(splsoftcam()) // expect: noop-spl
RAISES(splsoftclock()) // expect: noop-spl
RAISES(splsofttty()) // expect: noop-spl
RAISES(splsoftvm()) // expect: noop-spl
RAISES(splsofttq()) // expect: noop-spl
RAISES(splsoftnet()) // expect: noop-spl

void restores(struct softc *sc) {
  splx(sc->ready); // expect: noop-spl
}
void lowers(struct softc *sc) {
  sc->ready = 1;
  spl0(); // expect: noop-spl
}
