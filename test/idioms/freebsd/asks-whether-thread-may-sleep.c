// RUN: %idiom %s
// A command is waited for asleep, unless the thread is one that may not sleep: then it
// is polled for. A callout runs in such a thread.
// Seen in freebsd: sys/dev/mps/mps.c, mps_wait_command() and mps_periodic().
// Broken: it is not asked.
#include "freebsd.h"

struct proc;
struct thread { int td_no_sleeping; };
static inline struct thread *__curthread(void) {
  struct thread *td;
  __asm("movq %%gs:0,%0" : "=r"(td));
  return td;
}
#define curthread (__curthread())
struct mps {
  struct mtx mps_mtx;
  struct callout periodic;
  int done;
};
void poll(struct mps *);

static void wait_command(struct mps *sc) {
  int may_sleep = 1;

#ifndef BROKEN
  if (curthread->td_no_sleeping != 0)
    may_sleep = 0;
#endif
  while (!sc->done) {
    if (may_sleep)
      msleep(sc, &sc->mps_mtx, 0, "mpswait", 10); /* expect: sleep-in-interrupt */
    else
      poll(sc);
  }
}

static void periodic(void *arg) {
  struct mps *sc = arg;

  wait_command(sc);
  callout_reset(&sc->periodic, 100, periodic, sc);
}

void attach(struct mps *sc) {
  mtx_init(&sc->mps_mtx, "mps", NULL, MTX_DEF);
  callout_init_mtx(&sc->periodic, &sc->mps_mtx, 0);
  mtx_lock(&sc->mps_mtx);
  callout_reset(&sc->periodic, 100, periodic, sc);
  mtx_unlock(&sc->mps_mtx);
}
