// Interrupt levels of the first releases: one way out keeps what was raised.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
typedef unsigned intrmask_t;
intrmask_t splbio(void), splcam(void), splclock(void), splcrypto(void), splhigh(void),
    splimp(void), splnet(void), splstatclock(void), spltty(void), splvm(void),
    splsoftcam(void), splsoftclock(void), splsofttty(void), splsoftvm(void),
    splsofttq(void);
void splx(intrmask_t);

#define RAISED(raise) int FN(int fail) { int s = raise; if (fail) return 5; splx(s); return 0; }
RAISED(splbio()) // expect: spl-imbalance
RAISED(splcam()) // expect: spl-imbalance
RAISED(splclock()) // expect: spl-imbalance
RAISED(splcrypto()) // expect: spl-imbalance
RAISED(splhigh()) // expect: spl-imbalance
RAISED(splimp()) // expect: spl-imbalance
RAISED(splnet()) // expect: spl-imbalance
RAISED(splstatclock()) // expect: spl-imbalance
RAISED(spltty()) // expect: spl-imbalance
RAISED(splvm()) // expect: spl-imbalance
RAISED(splsoftcam()) // expect: spl-imbalance
RAISED(splsoftclock()) // expect: spl-imbalance
RAISED(splsofttty()) // expect: spl-imbalance
RAISED(splsoftvm()) // expect: spl-imbalance
RAISED(splsofttq()) // expect: spl-imbalance

// As old drivers spell it.
struct wdog { int up; };
#define WD_LOCK(sc, s) s = splimp()
#define WD_UNLOCK(sc, s) splx(s)
int attach_good(struct wdog *w, int fail) {
  int s;
  WD_LOCK(w, s);
  if (fail) {
    WD_UNLOCK(w, s);
    return 5;
  }
  w->up = 1;
  WD_UNLOCK(w, s);
  return 0;
}
