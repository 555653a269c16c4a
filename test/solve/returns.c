// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// What a function's result, out-parameters and returned object tell callers.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/errno.h>

struct item {
  struct mtx lock;
  struct item *next;
};
struct softc {
  struct mtx mtx;
  struct sx sx;
  struct item *first;
  int dying;
};

int by_errno(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dying) {
    mtx_unlock(&sc->mtx);
    return (ENXIO);
  }
  return (0);
}

void by_errno_user(struct softc *sc) {
  if (by_errno(sc) != 0)
    return;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
}

int by_truth(struct softc *sc) {
  return (mtx_trylock(&sc->mtx));
}

void by_truth_user(struct softc *sc) {
  if (!by_truth(sc))
    return;
  mtx_unlock(&sc->mtx);
}

int zero_is_taken(struct softc *sc) {
  return (mtx_trylock(&sc->mtx) == 0);
}

int negative(struct softc *sc) {
  if (sc->dying)
    return (-1);
  mtx_lock(&sc->mtx);
  return (sc->dying);
}

struct item *object(struct softc *sc) {
  struct item *it;

  mtx_lock(&sc->mtx);
  it = sc->first;
  if (it != NULL) {
    mtx_lock(&it->lock);
    sc->first = it->next;
  }
  mtx_unlock(&sc->mtx);
  return (it);
}

void object_user(struct softc *sc) {
  struct item *mine = object(sc);

  if (mine == NULL)
    return;
  mtx_unlock(&mine->lock);
}

int out_parameter(struct softc *sc, struct item **itp) {
  struct item *it = sc->first;

  if (it == NULL)
    return (ENOENT);
  mtx_lock(&it->lock);
  *itp = it;
  return (0);
}

void out_parameter_user(struct softc *sc) {
  struct item *mine;

  if (out_parameter(sc, &mine))
    return;
  mtx_unlock(&mine->lock);
}

void told_by_memory(struct softc *sc, int *locked) {
  *locked = 0;
  if (sc->dying)
    return;
  mtx_lock(&sc->mtx);
  *locked = 1;
}

void told_by_memory_user(struct softc *sc) {
  int locked;

  told_by_memory(sc, &locked);
  if (locked)
    mtx_unlock(&sc->mtx);
}

int untold(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dying)
    return (ENXIO);
  mtx_unlock(&sc->mtx);
  return (0);
}
