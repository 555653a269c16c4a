// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/callout.h>
#include <sys/taskqueue.h>

struct softc {
  struct mtx mtx;
  struct sx sx, config;
  struct callout tick, watch;
  struct task task;
  int n;
};

static void tick(void *arg) { ((struct softc *)arg)->n++; }

static void watch(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}

static void task(void *arg, int pending) {
  struct softc *sc = arg;

  sx_xlock(&sc->sx);
  sc->n++;
  sx_xunlock(&sc->sx);
}

void attach(struct softc *sc) {
  callout_init_mtx(&sc->tick, &sc->mtx, 0);
  callout_init(&sc->watch, 1);
  TASK_INIT(&sc->task, 0, task, sc);
  callout_reset(&sc->tick, 1, tick, sc);
  callout_reset(&sc->watch, 1, watch, sc);
}

// The kernel takes the callout's mutex before it calls the handler. The sleep is
// not told twice.
void detach_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  callout_drain(&sc->tick); // expect: drain-under-lock
  mtx_unlock(&sc->mtx);
}

void own_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  callout_drain(&sc->watch); // expect: drain-under-lock
  mtx_unlock(&sc->mtx);
}

void detach_good(struct softc *sc) {
  mtx_lock(&sc->mtx);
  callout_stop(&sc->tick);
  mtx_unlock(&sc->mtx);
  callout_drain(&sc->tick);
  callout_drain(&sc->watch);
}

// A lock that may be held across a sleep is as bad when the task takes it.
void task_bad(struct softc *sc) {
  sx_xlock(&sc->sx);
  taskqueue_drain(taskqueue_thread, &sc->task); // expect: drain-under-lock
  sx_xunlock(&sc->sx);
}

void task_good(struct softc *sc) {
  sx_xlock(&sc->config);
  taskqueue_drain(taskqueue_thread, &sc->task);
  sx_xunlock(&sc->config);
}
