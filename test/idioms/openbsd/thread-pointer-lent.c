// RUN: %idiom %s
// XFAIL: *
// Not yet: who makes the condition true again makes advice, when each wakeup ends it.
// A thread is waited for once: it clears the pointer at itself, and nobody else wakes
// who waits.
// Seen in openbsd: sys/dev/onewire/onewire.c, onewire_detach() and onewire_thread().
// Broken: the thread can be started again, by who comes before the one that waits.
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
void wire_lend(struct wire *sc, struct proc *p) { sc->thread = p; }
#endif

void wire_detach(struct wire *sc) {
  sc->dying = 1;
  if (sc->thread != NULL) {
    wakeup(sc->thread);
    tsleep_nsec(&sc->dying, 32, "wiredt", INFSLP); /* expect: wait-not-in-loop */
  }
}
