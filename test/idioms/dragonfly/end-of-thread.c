// RUN: %idiom %s
// The end of a thread wakes who waits for the thread itself, and is told by nothing else.
// Seen in dragonfly: sys/dev/virtual/virtio/balloon/virtio_balloon.c, vtballoon_detach().
// Broken: the thread wakes it as well when it has done some work.
#include "dragonfly.h"

struct balloon {
  struct lock lk;
  struct thread *td;
  int detach;
};
void work(struct balloon *sc);

static void balloon_thread(void *arg) {
  struct balloon *sc = arg;

  while (!sc->detach) {
    work(sc);
#ifdef BROKEN
    wakeup(sc->td);
#endif
  }
}

/* An address that is no handle means no thread. */
void balloon_intr(void *arg) {
  wakeup(arg);
}

int balloon_attach(struct balloon *sc) {
  return kthread_create(balloon_thread, sc, &sc->td, "balloon");
}

void balloon_detach(struct balloon *sc) {
  if (sc->td != NULL) {
    lockmgr(&sc->lk, LK_EXCLUSIVE);
    sc->detach = 1;
    wakeup(sc);
    lksleep(sc->td, &sc->lk, 0, "bdetach", 0); /* expect: wait-not-in-loop */
    lockmgr(&sc->lk, LK_RELEASE);
    sc->td = NULL;
  }
}
