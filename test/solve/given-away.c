// RUN: %check-expect %s -- %kernel-freebsd
//
// What was stored to an object is there until something is seen to write it; where that
// would make a branch idle, a call on the way is taken to write.
#include "freebsd.h"

typedef void load_cb(void *arg, long address);
struct foo_softc { struct mtx mtx; long address; int dead, ready; };

int dma_load(void *map, load_cb *callback, void *arg);
int start(struct foo_softc *sc);
int other(int unit);

static void loaded(void *arg, long address) {
  struct foo_softc *sc = arg;

  sc->address = address;
}

static void set_ready(struct foo_softc *sc) {
  if (start(sc))
    sc->ready = 1;
}

/* Behind the branch, where the defect is. */
#define REST(sc, wait)                                                           \
  do {                                                                           \
    mtx_lock(&(sc)->mtx);                                                        \
    if (wait)                                                                    \
      return 2;                                                                  \
    mtx_unlock(&(sc)->mtx);                                                      \
  } while (0)

int by_callback(struct foo_softc *sc, int wait) {
  sc->address = 0;
  if (dma_load(0, loaded, sc) != 0 || sc->address == 0)
    return 1;
  REST(sc, wait); /* expect: lock-leak */
  return 0;
}

int by_unseen(struct foo_softc *sc, int wait) {
  sc->dead = 0;
  start(sc);
  if (sc->dead)
    return 1;
  REST(sc, wait); /* expect: lock-leak */
  return 0;
}

int by_seen(struct foo_softc *sc, int wait) {
  sc->ready = 0;
  set_ready(sc);
  if (!sc->ready)
    return 1;
  REST(sc, wait); /* expect: lock-leak */
  return 0;
}

/* Nothing on the way gets the object. */
int by_nobody(struct foo_softc *sc) {
  sc->ready = 0;
  other(1);
  if (!sc->ready)
    return 1;
  mtx_lock(&sc->mtx);
  return 0;
}

/* The branch has both answers without the call. */
int by_flag(struct foo_softc *sc, int lock) {
  sc->ready = 0;
  if (lock) {
    mtx_lock(&sc->mtx);
    sc->ready = 1;
  }
  start(sc);
  if (sc->ready)
    mtx_unlock(&sc->mtx);
  return 0;
}

/* What says that a lock is held stays, whoever gets the object; so does what is beside
   the member that a call gets. */
int by_held(struct foo_softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ready = 1;
  start(sc);
  if (sc->ready)
    mtx_unlock(&sc->mtx);
  return 0;
}

int by_held_out(struct foo_softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  sc->ready = 1;
  error = start(sc);
  if (error)
    goto out;
  error = other(2);
out:
  if (sc->ready)
    mtx_unlock(&sc->mtx);
  return error;
}

int read_address(long *);

int by_member(struct foo_softc *sc) {
  sc->ready = 0;
  read_address(&sc->address);
  if (!sc->ready)
    return 1;
  mtx_lock(&sc->mtx);
  return 0;
}

/* Whether the function that is called for each leaves a lock held is not known. */
int walk(int (*each)(void *, struct foo_softc *), void *arg);

struct found { struct foo_softc *sc; int busy; };

static int find_busy(void *arg, struct foo_softc *sc) {
  struct found *f = arg;

  mtx_lock(&sc->mtx);
  f->busy = 1;
  f->sc = sc;
  return 1;
}

void by_walk(void) {
  struct foo_softc *sc;
  struct found f;

  do {
    f.busy = 0;
    walk(find_busy, &f);
    if (f.busy) {
      sc = f.sc;
      msleep(sc, &sc->mtx, 0, "busy", 0);
      mtx_unlock(&sc->mtx);
    }
  } while (f.busy);
}
