// RUN: %check-expect %s -- %kernel-illumos
// Advice, and not shown, where a wakeup is seen and nothing speaks against it.
#include "illumos.h"

struct device {
  kmutex_t lock;
  kcondvar_t drained, shared, counted, turn, killed;
  int refs, jobs, count, busy, dying;
};

void drain_ok(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->refs > 0)
    cv_wait(&sc->drained, &sc->lock);
  mutex_exit(&sc->lock);
}

void hold(struct device *sc) { sc->refs++; }

void drop(struct device *sc) {
  mutex_enter(&sc->lock);
  if (--sc->refs == 0)
    cv_signal(&sc->drained);
  mutex_exit(&sc->lock);
}

// One of the wakeups is for something else, which may be meant: a miss, as most that
// look so are for the same.
void shared_ok(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->jobs > 0)
    cv_wait(&sc->shared, &sc->lock);
  mutex_exit(&sc->lock);
}

void job_done(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->jobs = 0;
  cv_broadcast(&sc->shared);
  mutex_exit(&sc->lock);
}

void job_queued(struct device *sc) { cv_signal(&sc->shared); }

// Woken for each that goes, and not only for the last.
void count_bad(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->count > 0)
    cv_wait(&sc->counted, &sc->lock); // expect: wait-not-in-loop
  mutex_exit(&sc->lock);
}

void count_down(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->count--;
  cv_broadcast(&sc->counted);
  mutex_exit(&sc->lock);
}

// Who is woken first takes the turn of the other.
void turn_bad(struct device *sc) {
  mutex_enter(&sc->lock);
  if (sc->busy)
    cv_wait(&sc->turn, &sc->lock); // expect: wait-not-in-loop
  sc->busy = 1;
  mutex_exit(&sc->lock);
}

void turn_over(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->busy = 0;
  cv_broadcast(&sc->turn);
  mutex_exit(&sc->lock);
}

// A signal ends it, and nobody looks.
void signal_bad(struct device *sc) {
  mutex_enter(&sc->lock);
  if (!sc->dying)
    cv_wait_sig(&sc->killed, &sc->lock); // expect: wait-not-in-loop, wait-result-ignored
  mutex_exit(&sc->lock);
}

void die(struct device *sc) {
  mutex_enter(&sc->lock);
  sc->dying = 1;
  cv_broadcast(&sc->killed);
  mutex_exit(&sc->lock);
}
