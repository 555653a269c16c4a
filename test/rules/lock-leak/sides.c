// A function that is entered with a lock and keeps it on one way out, and gives
// it up on another: which of the two is the slip.
// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int dead, count;
  struct softc *next;
};

int busy(struct softc *);

// Callers give it up after the call, so that the early way out is right.
static void restart(struct softc *sc) {
  if (busy(sc))
    return;
  sc->count = 0;
  mtx_unlock(&sc->mtx);
} // expect: lock-leak

void ioctl(struct softc *sc) {
  mtx_lock(&sc->mtx);
  restart(sc);
  mtx_unlock(&sc->mtx);
}

// Nobody gives it up: the last way out is as it is meant.
static void finish(struct softc *sc) {
  if (busy(sc))
    return; // expect: lock-leak
  sc->count = 0;
  mtx_unlock(&sc->mtx);
}

void intr(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc);
}

// A method without callers that are seen: the early way out is the slip.
void statchg(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (busy(sc)) {
    mtx_unlock(&sc->mtx);
    return; // expect: lock-leak
  }
  sc->count = 0;
}

// The next round takes it, in a function that finds it, before it gives it up.
static struct softc *lookup(struct softc *sc) {
  mtx_lock(&sc->mtx);
  return (sc);
}

static void destroy(struct softc *sc) {
  if (busy(sc))
    return; // expect: lock-leak
  sc->dead = 1;
  mtx_unlock(&sc->mtx);
}

void stop(struct softc *sc, int n) {
  while (n-- > 0) {
    lookup(sc);
    if (n == 5)
      mtx_unlock(&sc->mtx);
    else
      destroy(sc);
  }
}

// One caller in three goes on to another lock of the class.
int evicted(struct softc *);
static void drop(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (busy(sc)) {
    mtx_unlock(&sc->mtx);
    return;
  }
  if (!evicted(sc)) {
    mtx_unlock(&sc->mtx);
    return;
  }
  sc->count = 1;
} // expect: lock-leak

void drop_one(struct softc *sc) {
  mtx_lock(&sc->mtx);
  drop(sc);
}

void drop_dead(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->dead = 1;
  drop(sc);
}

void drop_both(struct softc *sc) {
  struct softc *next = sc->next;

  mtx_lock(&sc->mtx);
  drop(sc);
  mtx_unlock(&next->mtx);
}

// A callee that asserts another lock, by a name of its own, says nothing of this one.
struct bus {
  struct mtx mtx;
};
struct request {
  struct mtx mtx;
  struct bus *bus;
  int n;
};
int prepare(struct request *);

static void add(struct request *r) {
  mtx_assert(&r->bus->mtx, MA_OWNED);
  r->n++;
}

static void submit(struct request *r, struct bus *b) {
  if (prepare(r) != 0)
    return; // expect: lock-leak
  mtx_lock(&b->mtx);
  add(r);
  mtx_unlock(&b->mtx);
  mtx_unlock(&r->mtx);
}

static void submit_all(struct request *r, struct bus *b) {
  if (prepare(r) != 0) {
    mtx_unlock(&r->mtx);
    return;
  }
  mtx_lock(&b->mtx);
  add(r);
  mtx_unlock(&b->mtx);
  mtx_unlock(&r->mtx);
}
