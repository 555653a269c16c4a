// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/rwlock.h>
#include <sys/condvar.h>
#include <sys/callout.h>

struct softc {
  struct mtx mtx, other, spin;
  struct sx sx;
  struct rwlock rw;
  struct cv cv;
  struct callout callout;
  int ready, n;
};

void init(struct softc *sc) {
  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  mtx_init(&sc->other, "other", NULL, MTX_DEF);
  mtx_init(&sc->spin, "spin", NULL, MTX_SPIN);
  sx_init(&sc->sx, "sx");
  rw_init(&sc->rw, "rw");
}

void tsleep_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    tsleep(sc, PZERO, "wait", 0); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
}

// The interlock is dropped by the wait, the other mutex is not.
void second_mutex_bad(struct softc *sc) {
  mtx_lock(&sc->other);
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", 0); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->other);
}

void condvar_bad(struct softc *sc) {
  mtx_lock(&sc->other);
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->other);
}

int copy_bad(struct softc *sc, void *to) {
  int error;

  mtx_lock(&sc->mtx);
  error = copyout(&sc->n, to, sizeof(sc->n)); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
  return (error);
}

void spin_bad(struct softc *sc) {
  mtx_lock_spin(&sc->spin);
  pause("wait", 1); // expect: sleep-under-lock
  mtx_unlock_spin(&sc->spin);
}

void reader_bad(struct softc *sc) {
  rw_rlock(&sc->rw);
  pause("wait", 1); // expect: sleep-under-lock
  rw_runlock(&sc->rw);
}

// Taking a sleepable lock may sleep.
void sleepable_lock_bad(struct softc *sc) {
  mtx_lock(&sc->other);
  sx_xlock(&sc->sx); // expect: sleep-under-lock
  sx_xunlock(&sc->sx);
  mtx_unlock(&sc->other);
}

// Waits for the handler to finish.
void drain_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  callout_drain(&sc->callout); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
}

void stop_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  callout_stop(&sc->callout);
  mtx_unlock(&sc->mtx);
  callout_drain(&sc->callout);
}

// Whichever way the mutex was taken.
void one_path_bad(struct softc *sc, int fast) {
  if (!fast)
    mtx_lock(&sc->mtx);
  pause("wait", 1); // expect: sleep-under-lock
  if (!fast)
    mtx_unlock(&sc->mtx);
}

static void wait_ready(struct softc *sc) {
  while (!sc->ready)
    tsleep(sc, PZERO, "wait", 0);
}

static void wait_ready_deeper(struct softc *sc) { wait_ready(sc); }

void helper_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  wait_ready(sc); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
}

void deeper_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  wait_ready_deeper(sc); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
}

static void poke(struct softc *sc, int canwait) {
  sc->n++;
  if (canwait)
    wait_ready(sc);
}

void flag_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  poke(sc, 1); // expect: sleep-under-lock
  mtx_unlock(&sc->mtx);
}

void flag_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  poke(sc, 0);
  mtx_unlock(&sc->mtx);
  poke(sc, 1);
}

void interlock_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "wait", 0);
  mtx_unlock(&sc->mtx);
}

void cv_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    cv_wait(&sc->cv, &sc->mtx);
  mtx_unlock(&sc->mtx);
}

// PDROP: the mutex stays released after the sleep.
int drop_ok(struct softc *sc) {
  int error;

  for (;;) {
    mtx_lock(&sc->mtx);
    if (sc->ready)
      break;
    error = msleep(sc, &sc->mtx, PZERO | PCATCH | PDROP, "wait", 0);
    if (error != 0)
      return (error);
    pause("again", 1);
  }
  mtx_unlock(&sc->mtx);
  return (0);
}

// Meant to be held across a sleep.
void sx_ok(struct softc *sc) {
  sx_xlock(&sc->sx);
  pause("wait", 1);
  sx_xunlock(&sc->sx);
}

// Released by the sleep.
void giant_ok(struct softc *sc) {
  mtx_lock(&Giant);
  pause("wait", 1);
  mtx_unlock(&Giant);
}

void correlated_ok(struct softc *sc, int locked) {
  if (!locked)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (!locked)
    mtx_unlock(&sc->mtx);
  if (!locked)
    pause("wait", 1);
}

static void drop_and_wait(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  pause("wait", 1);
  mtx_lock(&sc->mtx);
}

void dropped_by_helper_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  drop_and_wait(sc);
  mtx_unlock(&sc->mtx);
}

static void wait_with(struct mtx *m, int *flag) {
  while (*flag == 0)
    msleep(flag, m, PZERO, "wait", 0);
}

void interlock_argument_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  wait_with(&sc->mtx, &sc->ready);
  mtx_unlock(&sc->mtx);
}

void try_failed_ok(struct softc *sc) {
  if (!mtx_trylock(&sc->mtx)) {
    pause("wait", 1);
    return;
  }
  mtx_unlock(&sc->mtx);
}

// A callee that takes the interlock for a moment before it waits with it has a
// defect, which is told, but its caller does not sleep with that lock.
struct cmd {
  struct softc *sc;
};

static void kick(struct softc *sc) {
  if (sc->ready) {
    mtx_lock(&sc->mtx);
    sc->ready = 0;
    mtx_unlock(&sc->mtx);
  }
}

static int wait_cmd(struct cmd *cm) {
  struct softc *sc = cm->sc;
  kick(sc);
  return (msleep(cm, &sc->mtx, 0, "cmd", 0)); // expect: unlock-not-held
}

struct cmd *get_cmd(struct softc *sc);

int retaken_interlock_ok(struct softc *sc) {
  int error;
  struct cmd *cm = get_cmd(sc);
  mtx_lock(&sc->mtx);
  error = wait_cmd(cm);
  mtx_unlock(&sc->mtx);
  return (error);
}

int retaken_interlock_bad(struct cmd *cm) {
  int error;
  mtx_lock(&cm->sc->other);
  mtx_lock(&cm->sc->mtx);
  error = wait_cmd(cm); // expect: sleep-under-lock expect: recursive-lock
  mtx_unlock(&cm->sc->mtx);
  mtx_unlock(&cm->sc->other);
  return (error);
}
