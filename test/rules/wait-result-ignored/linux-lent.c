// RUN: %check-expect %s -- %kernel-linux
// A thread of the kernel gets no signals: neither does a function that it puts into a
// local variable for those whom it calls, though a thread that gets them calls these,
// too, with a function of its own. Seen in openzfs: module/zfs/dmu_traverse.c,
// traverse_prefetch_thread().
#include "linux.h"
int wait_for_completion_interruptible(struct completion *);
struct task_struct *kthread_run(int (*threadfn)(void *), void *data, const char *name);

struct softc {
  struct completion done;
  int busy;
};

struct walk {
  int (*visit)(struct softc *);
  struct softc *sc;
};

static int walk(struct walk *w) { return w->visit(w->sc); }

static int deaf_visit(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done);
  return 0;
}

static int ioctl_visit(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
  return 0;
}

// What is kept in an object may be called by whoever has that.
static int kept_visit(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
  return 0;
}

static int deaf_thread(void *arg) {
  struct walk w;

  w.visit = deaf_visit;
  w.sc = arg;
  return walk(&w);
}

static int keeping_thread(void *arg) {
  struct walk *kept = arg;

  kept->visit = kept_visit;
  return 0;
}

void start(struct softc *sc) {
  kthread_run(deaf_thread, sc, "deaf");
  kthread_run(keeping_thread, sc, "keeping");
}

long ioctl(struct softc *sc, struct walk *kept) {
  struct walk w;

  w.visit = ioctl_visit;
  w.sc = sc;
  return walk(&w) + walk(kept);
}
