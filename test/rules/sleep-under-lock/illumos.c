// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>

typedef struct soft {
  kmutex_t lock, other;
  krwlock_t rw;
  kcondvar_t cv;
  int ready, n;
} soft_t;

// Legal on illumos and advised against: a warning. Here for a second mutex.
void second_mutex_bad(soft_t *sp) {
  mutex_enter(&sp->other);
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock); // expect: sleep-under-lock
  mutex_exit(&sp->lock);
  mutex_exit(&sp->other);
}

static int wait_ready(soft_t *sp) {
  int error = 0;

  mutex_enter(&sp->lock);
  while (!sp->ready && error == 0)
    if (cv_wait_sig(&sp->cv, &sp->lock) == 0)
      error = EINTR;
  mutex_exit(&sp->lock);
  return (error);
}

int helper_bad(soft_t *sp) {
  int error;

  mutex_enter(&sp->other);
  error = wait_ready(sp); // expect: sleep-under-lock
  mutex_exit(&sp->other);
  return (error);
}

void interlock_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock);
  mutex_exit(&sp->lock);
}

int timed_ok(soft_t *sp) {
  clock_t until = ddi_get_lbolt() + drv_usectohz(5000000);

  mutex_enter(&sp->lock);
  while (!sp->ready) {
    if (cv_timedwait(&sp->cv, &sp->lock, until) == -1) {
      mutex_exit(&sp->lock);
      return (EIO);
    }
  }
  mutex_exit(&sp->lock);
  return (0);
}

void reader_ok(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  delay(1);
  rw_exit(&sp->rw);
}

void released_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->n++;
  mutex_exit(&sp->lock);
  delay(1);
}

static void wait_with(kmutex_t *mp, kcondvar_t *cvp, int *flag) {
  while (*flag == 0)
    cv_wait(cvp, mp);
}

void interlock_argument_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  wait_with(&sp->lock, &sp->cv, &sp->ready);
  mutex_exit(&sp->lock);
}

// Those who wake are seen: whether they need the outer mutex decides.
typedef struct request {
  kmutex_t outer, state, barrier;
  kcondvar_t cv, barred;
  int running;
} request_t;

void ended(request_t *r) {
  mutex_enter(&r->state);
  r->running = 0;
  cv_broadcast(&r->cv);
  mutex_exit(&r->state);
}

void outer_of_requests_ok(request_t *r) {
  mutex_enter(&r->outer);
  mutex_enter(&r->state);
  while (r->running)
    cv_wait(&r->cv, &r->state);
  mutex_exit(&r->state);
  mutex_exit(&r->outer);
}

static void wake(request_t *r) {
  mutex_enter(&r->state);
  cv_broadcast(&r->barred);
  mutex_exit(&r->state);
}

void wakes_behind_a_barrier(request_t *r) {
  mutex_enter(&r->barrier);
  wake(r);
  mutex_exit(&r->barrier);
}

void barrier_bad(request_t *r) {
  mutex_enter(&r->barrier);
  mutex_enter(&r->state);
  while (r->running)
    cv_wait(&r->barred, &r->state); // expect: sleep-under-lock
  mutex_exit(&r->state);
  mutex_exit(&r->barrier);
}

// Which kind a mutex is that is passed only its callers know.
typedef struct passed {
  kmutex_t high, low;
} passed_t;

void passed_init(passed_t *p) {
  mutex_init(&p->high, NULL, MUTEX_SPIN, NULL);
  mutex_init(&p->low, NULL, MUTEX_DRIVER, NULL);
}

static void under_high(passed_t *p, kmutex_t *m) {
  mutex_enter(&p->high);
  mutex_enter(m);
  mutex_exit(m);
  mutex_exit(&p->high);
}

void passed_bad(passed_t *p) {
  under_high(p, &p->low); // expect: sleep-under-lock
}
