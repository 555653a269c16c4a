// RUN: %idiom %s
// A thread is waited for once: it clears the pointer at itself, and nobody else wakes
// who waits.
// Seen in openbsd: sys/dev/onewire/onewire.c, onewire_detach() and onewire_thread().
// Broken: who asks for a scan wakes them, too.
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
void wire_rescan(struct wire *sc) { wakeup(&sc->dying); }
#endif

void wire_detach(struct wire *sc) {
  sc->dying = 1;
  if (sc->thread != NULL) {
    wakeup(sc->thread);
    tsleep_nsec(&sc->dying, 32, "wiredt", INFSLP); /* expect: wait-not-in-loop */
  }
}
