// RUN: %check-expect %s -- %kernel-linux
// A thread of the kernel gets no signals: neither does a function that it puts into a
// local variable for those whom it calls, though a thread that gets them calls these,
// too, with a function of its own. Seen in openzfs: module/zfs/dmu_traverse.c,
// traverse_prefetch_thread().
#include "linux.h"
int wait_for_completion_interruptible(struct completion *);

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

// Only the kernel's thread serves what is asked for here, which gets no signals.
static int served(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done);
  return 0;
}

struct request {
  int (*serve)(struct softc *);
  struct request *next;
};
static struct request *head;

static int serving_thread(void *arg) {
  struct request *r = head;

  head = r->next;
  return r->serve(arg);
}

static long ask(struct softc *sc) {
  struct request r;

  r.serve = served;
  r.next = head;
  head = &r;
  wait_for_completion(&sc->done);
  return 0;
}

// A copy is called by whoever has that.
struct order {
  int id, kind, from, to, count, size, at, left;
  int (*serve)(struct softc *);
};
static struct order *copied;

static int copied_serve(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
  return 0;
}

static int copying_thread(void *arg) {
  struct order o;

  o.serve = copied_serve;
  o.id = 1;
  *copied = o;
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
  kthread_run(serving_thread, sc, "serving");
  kthread_run(copying_thread, sc, "copying");
}

long ioctl(struct softc *sc, struct walk *kept) {
  struct walk w;

  w.visit = ioctl_visit;
  w.sc = sc;
  return walk(&w) + walk(kept) + ask(sc) + copied->serve(sc);
}
