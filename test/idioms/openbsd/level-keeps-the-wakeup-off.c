// RUN: %idiom %s
// A lock that is not that of the condition is released for a sleep; who wakes is an
// interrupt, kept off from the test on until the thread sleeps.
// Seen in openbsd: sys/dev/acpi/acpi.c, acpi_thread().
// Broken: the level is restored before the condition is tested.
#include "openbsd.h"

int splbio(void);
void splx(int);

struct soft {
  struct rwlock lock;
  int waiting, running;
};

void soft_thread(struct soft *sc) {
  int s;

  rw_enter_write(&sc->lock);
  while (sc->running) {
    s = splbio();
#ifdef BROKEN
    splx(s);
#endif
    while (sc->waiting) {
      rw_exit_write(&sc->lock);
      tsleep_nsec(sc, 32, "idle", INFSLP); /* expect: lost-wakeup */
      rw_enter_write(&sc->lock);
    }
    sc->waiting = 1;
#ifndef BROKEN
    splx(s);
#endif
  }
  rw_exit_write(&sc->lock);
}
