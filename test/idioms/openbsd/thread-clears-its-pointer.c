// RUN: %idiom %s
// A thread is waited for once: it clears the pointer at itself, and nobody else wakes
// who waits.
// Seen in openbsd: sys/dev/onewire/onewire.c, onewire_detach() and onewire_thread().
// Broken: a signal ends the wait, and nobody looks.
#include "openbsd.h"

struct wire {
  struct proc *thread;
  int dying;
};
void scan(struct wire *sc);

static void wire_thread(void *arg) {
  struct wire *sc = arg;

  while (!sc->dying)
    scan(sc);
  sc->thread = NULL;
  wakeup(&sc->dying);
}

void wire_attach(struct wire *sc) {
  kthread_create(wire_thread, sc, &sc->thread, "wire");
}

#ifdef BROKEN
#define PRIORITY (32 | PCATCH)
#else
#define PRIORITY 32
#endif

void wire_detach(struct wire *sc) {
  sc->dying = 1;
  if (sc->thread != NULL) {
    wakeup(sc->thread);
    tsleep_nsec(&sc->dying, PRIORITY, "wiredt", INFSLP); /* expect: wait-not-in-loop, wait-result-ignored */
  }
}
