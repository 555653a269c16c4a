// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Callees: recursive, unknown, through pointers, with another name for a lock.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct dev {
  struct mtx mtx;
  struct dev *parent;
  int n;
};
struct softc {
  struct mtx mtx;
  struct dev *dev;
  struct mtx *lockp;
  void (*done)(struct softc *);
};
void unknown_work(struct softc *);
void unknown_unlock(struct softc *);
void unknown_lock_user(struct mtx *);
struct softc *lookup(int);

void by_pointer(struct mtx *m) { mtx_lock(m); }

void by_pointer_user(struct softc *sc) {
  by_pointer(&sc->dev->mtx);
  mtx_unlock(&sc->dev->mtx);
}

int odd(struct dev *, int);
int even(struct dev *d, int n) {
  if (n == 0) {
    mtx_lock(&d->mtx);
    mtx_unlock(&d->mtx);
    return (1);
  }
  return (odd(d, n - 1));
}
int odd(struct dev *d, int n) {
  return (n == 0 ? 0 : even(d, n - 1));
}

void recursive_user(struct dev *d) {
  mtx_lock(&d->mtx);
  even(d, 3);
  mtx_unlock(&d->mtx);
}

void unknown(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_work(sc);
  mtx_unlock(&sc->mtx);
}

void unknown_may_release(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_unlock(sc);
}

void unknown_gets_lock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unknown_lock_user(&sc->mtx);
}

void pointer_may_release(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->done(sc);
}

void hands_over(struct softc *sc) { sc->done(sc); }

void hands_over_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  hands_over(sc);
}

void other_name(int unit) {
  struct softc *sc = lookup(unit);

  mtx_unlock(&sc->mtx);
}

void other_name_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&lookup(1)->mtx);
}

void behind_pointer(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(sc->lockp);
}

void never(void) { panic("never"); }

void never_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dev == NULL)
    never();
  mtx_unlock(&sc->mtx);
}
