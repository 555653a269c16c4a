// Ways out with a lock that are no slips, each beside one that is.
// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/errno.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/taskqueue.h>

struct node {
  struct sx lock;
  struct node *next;
  int valid, hits;
};

struct softc {
  struct mtx mtx;
  struct node *node;
  struct softc *peer;
  struct task stall, resume;
  int mode;
};

int probe(struct softc *);
struct node *node_of(struct softc *);

static void visit(struct softc *sc, struct node *n) {
  n->hits++;
  sc->mode = n->hits;
}

// The release is all that the condition decides: it was written for this.
int scan_ok(struct softc *sc, struct node *n) {
  int found = 0;
  if (sx_try_xlock(&n->lock)) {
    visit(sc, n);
    found = 1;
    if (sc->node == n)
      sx_xunlock(&n->lock);
  }
  return (found);
}

int scan_bad(struct softc *sc, struct node *n) {
  sx_xlock(&n->lock);
  if (!n->valid)
    return (0); // expect: lock-leak
  visit(sc, n);
  if (sc->node == n)
    sx_xunlock(&n->lock);
  return (0);
}

// A lock of the caller is given up, and one of the class comes back: the same
// by another name, or the next.
static void next(struct softc *sc) { sc->node = node_of(sc); }

int reset(struct softc *sc) {
  if (probe(sc))
    return (EBUSY);
  sx_xunlock(&sc->node->lock);
  next(sc->peer);
  sx_xlock(&sc->node->lock);
  return (EBUSY);
}

int reset_bad(struct node *n) {
  n->hits++;
  sx_xunlock(&n->lock);
  if (n->valid)
    return (EBUSY); // expect: lock-leak
  sx_xlock(&n->lock);
  return (EBUSY);
}

// One task leaves a global lock to the other.
static struct sx stall_lock;
static struct sx other_lock;

static int stall(struct softc *sc) {
  sx_xlock(&stall_lock);
  return (probe(sc));
}

static void stall_task(void *arg, int pending) {
  struct softc *sc = arg;
  if (stall(sc) != 0) {
    sx_xunlock(&stall_lock);
    return;
  }
  sc->mode = 1;
}

static void resume_task(void *arg, int pending) { sx_xunlock(&stall_lock); }

static void other_task(void *arg, int pending) {
  struct softc *sc = arg;
  sx_xlock(&other_lock);
  if (probe(sc) != 0) {
    sx_xunlock(&other_lock);
    return;
  }
  sc->mode = 1;
} // expect: lock-leak

void attach(struct softc *sc, struct task *other) {
  TASK_INIT(&sc->stall, 0, stall_task, sc);
  TASK_INIT(&sc->resume, 0, resume_task, sc);
  TASK_INIT(other, 0, other_task, sc);
}

// A way round the rest is not a condition on the release, though no more than the
// release is left there.
void jump_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (!sc->mode)
    goto out;
  mtx_unlock(&sc->mtx);
out:
  return; // expect: lock-leak
}
