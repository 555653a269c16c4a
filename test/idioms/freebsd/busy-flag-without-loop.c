// RUN: %idiom %s
// Whoever transfers says when a transfer is over, and who waits looks again, for the next
// transfer may have begun: only a thread that says itself when it runs may be waited for
// with `if`.
// Seen in freebsd: sys/dev/nand/nandbus.c, nandbus_lock(), which does not look again; the
// thread is that of sys/dev/pccbb/pccbb.c.
// Broken: it does not look again.
#include "freebsd.h"

#define RUNNING 2
struct bus {
  struct mtx mtx;
  struct proc *thread;
  int busy, flags;
};
void scan(struct bus *sc);

void bus_lock(struct bus *sc) {
  mtx_lock(&sc->mtx);
#ifdef BROKEN
  if (sc->busy)
#else
  while (sc->busy)
#endif
    msleep(&sc->busy, &sc->mtx, 0, "bus", 0); /* expect: wait-not-in-loop */
  sc->busy = 1;
  mtx_unlock(&sc->mtx);
}

void bus_unlock(struct bus *sc) {
  mtx_lock(&sc->mtx);
  sc->busy = 0;
  wakeup(&sc->busy);
  mtx_unlock(&sc->mtx);
}

static void bus_thread(void *arg) {
  struct bus *sc = arg;

  mtx_lock(&sc->mtx);
  sc->flags |= RUNNING;
  mtx_unlock(&sc->mtx);
  scan(sc);
  mtx_lock(&sc->mtx);
  sc->flags &= ~RUNNING;
  wakeup(sc->thread);
  mtx_unlock(&sc->mtx);
}

int bus_attach(struct bus *sc) {
  return kproc_create(bus_thread, sc, &sc->thread, 0, 0, "bus");
}

void bus_detach(struct bus *sc) {
  mtx_lock(&sc->mtx);
  if (sc->flags & RUNNING)
    msleep(sc->thread, &sc->mtx, 0, "busdt", 0);
  mtx_unlock(&sc->mtx);
}
