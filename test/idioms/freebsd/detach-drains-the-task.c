// RUN: %idiom %s
// The task takes the mutex; detach() drains it when it has released that.
// Seen in freebsd10: sys/dev/age/if_age.c, age_detach() and age_int_task().
// Broken: it drains with the mutex.
#include "freebsd.h"

static void age_int_task(void *arg, int pending) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->ready = pending;
  mtx_unlock(&sc->mtx);
}

void age_attach(struct softc *sc) {
  mtx_init(&sc->mtx, "age", NULL, MTX_DEF);
  TASK_INIT(&sc->task, 0, age_int_task, sc);
}

void age_detach(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ready = 0;
#ifdef BROKEN
  taskqueue_drain(sc->tq, &sc->task); /* expect: drain-under-lock */
  mtx_unlock(&sc->mtx);
#else
  mtx_unlock(&sc->mtx);
  taskqueue_drain(sc->tq, &sc->task);
#endif
}
