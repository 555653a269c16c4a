// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// RUN: not %locktidy check --level=advice %s -- %freebsd \
// RUN:   | FileCheck %s --check-prefix=FOUND --implicit-check-not=error: \
// RUN:       --implicit-check-not=warning: --implicit-check-not=advice:
// Calls through pointers: which functions they reach, and what is certain.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/malloc.h>

struct softc;
struct ops {
  void (*start)(struct softc *);
  void (*stop)(struct softc *);
  int (*enter)(struct softc *);
  void (*leave)(struct softc *);
};
struct softc {
  struct mtx mtx;
  const struct ops *ops;
  void (*done)(struct softc *);
  void (*reset)(struct softc *);
  void (*notify)(struct softc *);
  void (*foreign)(struct softc *);
  int count;
};
void elsewhere(struct softc *);

/* Drops the caller's lock and takes it again. */
static void pause_done(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  tsleep(sc, 0, "done", 1);
  mtx_lock(&sc->mtx);
}

static void set_done(struct softc *sc) { sc->done = pause_done; }

// One target, by assignment: exact, so the callee's release is known.
// CHECK-LABEL: solved one_target(sc) in pointers.c:
// CHECK:   observe wait tsleep; via pause_done; dropped sc->mtx
// CHECK:   case returns; entry sc->mtx held{{$}}
// CHECK:   calls sc->done: pause_done @
void one_target(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  sc->done(sc);
}

// CHECK-LABEL: solved one_target_user(sc) in pointers.c:
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void one_target_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->done(sc);
  mtx_unlock(&sc->mtx);
}

/* The bad twin holds another lock as well. */
static struct mtx global_mtx;
// FOUND: pointers.c:[[@LINE+5]]:3: error: call of 'pause_done' sleeps in 'tsleep' while holding mutex 'global_mtx'
// FOUND: note: also in 'quiet_user_bad' here
void one_target_bad(struct softc *sc) {
  mtx_lock(&global_mtx);
  mtx_lock(&sc->mtx);
  sc->done(sc);
  mtx_unlock(&sc->mtx);
  mtx_unlock(&global_mtx);
}

// Two tables: what both do is certain, what one does is not.
static void a_start(struct softc *sc) { tsleep(sc, 0, "a", 1); }
static void b_start(struct softc *sc) { tsleep(sc, 0, "b", 1); }
static void a_stop(struct softc *sc) { tsleep(sc, 0, "a", 1); }
static void b_stop(struct softc *sc) { sc->count = 0; }
static int a_enter(struct softc *sc) {
  mtx_lock(&sc->mtx);
  return (0);
}
static int b_enter(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->count++;
  return (0);
}
static void a_leave(struct softc *sc) { mtx_unlock(&sc->mtx); }
static void b_leave(struct softc *sc) {
  sc->count--;
  mtx_unlock(&sc->mtx);
}
static const struct ops a_ops = {
    .start = a_start, .stop = a_stop, .enter = a_enter, .leave = a_leave};
static const struct ops b_ops = {b_start, b_stop, b_enter, b_leave};
void attach(struct softc *sc, int b) {
  sc->ops = b ? &b_ops : &a_ops;
  set_done(sc);
}

// FOUND: pointers.c:[[@LINE+3]]:3: error: call of 'a_start' sleeps in 'tsleep' while holding mutex 'sc->mtx'
void both_sleep(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ops->start(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved one_sleeps(sc) in pointers.c:
// CHECK:   observe wait tsleep; via a_stop; held sc->mtx; may target @
// CHECK:   exit returns @
// CHECK:   calls sc->ops->stop: a_stop, b_stop @
void one_sleeps(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->ops->stop(sc);
  mtx_unlock(&sc->mtx);
}

// Both targets take the lock: that is a fact.
// CHECK-LABEL: solved through_table(sc) in pointers.c:
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void through_table(struct softc *sc) {
  sc->ops->enter(sc);
  sc->count = 2;
  sc->ops->leave(sc);
}
// FOUND: pointers.c:[[@LINE+4]]:3: error: sleeps in 'tsleep' while holding mutex 'sc->mtx'
void through_table_bad(struct softc *sc) {
  int error = sc->ops->enter(sc);

  tsleep(sc, 0, "x", 1);
  if (error == 0)
    sc->ops->leave(sc);
}
// FOUND: pointers.c:109:3: advice: call of 'a_stop' sleeps in 'tsleep' while holding mutex 'sc->mtx'

// By way of a parameter that is stored, from another function.
static void reset_it(struct softc *sc) { mtx_assert(&sc->mtx, MA_OWNED); }
void on_reset(struct softc *sc, void (*cb)(struct softc *)) { sc->reset = cb; }
void set_reset(struct softc *sc) { on_reset(sc, reset_it); }
// CHECK-LABEL: solved calls_reset(sc) in pointers.c:
// CHECK:   calls sc->reset: reset_it, or others @
void calls_reset(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->reset != NULL)
    sc->reset(sc);
  mtx_unlock(&sc->mtx);
}

// The same where the function that stores it is seen by this file alone.
static void notify_it(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  mtx_lock(&sc->mtx);
}
static void on_notify(struct softc *sc, void (*cb)(struct softc *)) {
  sc->notify = cb;
}
void set_notify(struct softc *sc) { on_notify(sc, notify_it); }
// CHECK-LABEL: solved calls_notify(sc) in pointers.c:
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK:   calls sc->notify: notify_it @
void calls_notify(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->notify != NULL)
    sc->notify(sc);
  mtx_unlock(&sc->mtx);
}

// A function without a body is among the targets: not all is known.
// CHECK-LABEL: solved calls_foreign(sc) in pointers.c:
// CHECK:   exit returns; held sc->mtx (may pointer-callee) @
// CHECK:   calls sc->foreign: a_leave, or others @
void set_foreign(struct softc *sc, int a) {
  sc->foreign = a ? a_leave : elsewhere;
}
void calls_foreign(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->foreign(sc);
}

// Locals and arrays.
static void (*const handlers[])(struct softc *) = {a_leave, b_leave};
// CHECK-LABEL: solved by_index(sc, n) in pointers.c:
// CHECK:   case returns{{$}}
// CHECK:   calls handlers[n]: a_leave, b_leave @
void by_index(struct softc *sc, unsigned n) {
  mtx_lock(&sc->mtx);
  handlers[n](sc);
}
// CHECK-LABEL: solved by_local(sc, b) in pointers.c:
// CHECK:   case returns{{$}}
void by_local(struct softc *sc, int b) {
  void (*leave)(struct softc *) = b ? b_leave : a_leave;

  mtx_lock(&sc->mtx);
  leave(sc);
}

// A cycle through a pointer is not followed.
static void again(struct softc *);
static struct ops cycle_ops;
static void (*hook)(struct softc *) = again;
// CHECK-LABEL: solved again(sc) in pointers.c:
// CHECK:   calls hook: again (a cycle) @
static void again(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  hook(sc);
}

// A parameter that is called: one copy of the function for each callback, even
// behind another function that only passes it on.
static void quiet_done(struct softc *sc) { sc->count = 0; }
static void with_callback(struct softc *sc, void (*cb)(struct softc *)) {
  mtx_lock(&sc->mtx);
  if (cb != NULL)
    cb(sc);
  mtx_unlock(&sc->mtx);
}
static void pass_on(struct softc *sc, void (*cb)(struct softc *)) {
  with_callback(sc, cb);
}
// CHECK-LABEL: solved quiet_user(sc) in pointers.c:
// CHECK-NOT: observe wait
void quiet_user(struct softc *sc) {
  mtx_lock(&global_mtx);
  pass_on(sc, quiet_done);
  mtx_unlock(&global_mtx);
}
// CHECK-LABEL: solved quiet_user_bad(sc) in pointers.c:
void quiet_user_bad(struct softc *sc) {
  mtx_lock(&global_mtx);
  pass_on(sc, pause_done);
  mtx_unlock(&global_mtx);
}
// Copies follow all functions of the source; the originals are gone.
// CHECK-LABEL: solved pass_on(sc, cb) in pointers.c:
// CHECK-NOT: observe wait
// CHECK-LABEL: solved pass_on(sc, cb) in pointers.c:
// CHECK:   observe wait tsleep; via with_callback @
// CHECK-LABEL: solved with_callback(sc, cb) in pointers.c:
// CHECK-NOT: observe wait
// CHECK-LABEL: solved with_callback(sc, cb) in pointers.c:
// CHECK:   observe wait tsleep; via pause_done @
// CHECK:   case returns{{$}}
