// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv;
  int ready, busy;
} soft_t;

void if_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (!sp->ready)
    cv_wait(&sp->cv, &sp->lock); // expect: wait-not-in-loop
  mutex_exit(&sp->lock);
}

// Never tested.
void no_test_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->busy = 1;
  cv_wait(&sp->cv, &sp->lock); // expect: wait-not-in-loop
  mutex_exit(&sp->lock);
}

// What is asked on the way is how long to wait, not what for.
int either_wait_bad(soft_t *sp, clock_t limit) {
  int rv = 0;

  mutex_enter(&sp->lock);
  if (limit == 0)
    cv_wait(&sp->cv, &sp->lock); // expect: wait-not-in-loop
  else
    rv = cv_timedwait(&sp->cv, &sp->lock, limit);
  mutex_exit(&sp->lock);
  return (rv);
}

// A thread that waits for work each round tests it in the round.
void rounds_ok(soft_t *sp) {
  for (;;) {
    mutex_enter(&sp->lock);
    cv_wait(&sp->cv, &sp->lock);
    if (sp->ready)
      break;
    mutex_exit(&sp->lock);
  }
  mutex_exit(&sp->lock);
}

int signal_bad(soft_t *sp) {
  int error = 0;

  mutex_enter(&sp->lock);
  if (!sp->ready && cv_wait_sig(&sp->cv, &sp->lock) == 0) // expect: wait-not-in-loop
    error = EINTR;
  mutex_exit(&sp->lock);
  return (error);
}

void while_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (sp->busy)
    cv_wait(&sp->cv, &sp->lock);
  sp->busy = 1;
  mutex_exit(&sp->lock);
}

int signal_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (sp->busy) {
    if (cv_wait_sig(&sp->cv, &sp->lock) == 0) {
      mutex_exit(&sp->lock);
      return (EINTR);
    }
  }
  mutex_exit(&sp->lock);
  return (0);
}

int timed_ok(soft_t *sp) {
  clock_t until = ddi_get_lbolt() + drv_usectohz(1000000);

  mutex_enter(&sp->lock);
  while (sp->busy) {
    if (cv_timedwait(&sp->cv, &sp->lock, until) == -1) {
      mutex_exit(&sp->lock);
      return (ETIME);
    }
  }
  mutex_exit(&sp->lock);
  return (0);
}

// The condition holds at least once, so that the test may come after.
void do_while_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->busy = 1;
  do {
    cv_wait(&sp->cv, &sp->lock);
  } while (sp->busy);
  mutex_exit(&sp->lock);
}

// The same test after the wait, before the ways meet: as good as a loop.
int tested_again_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->busy)
    cv_wait(&sp->cv, &sp->lock);
  if (sp->busy) {
    mutex_exit(&sp->lock);
    return (EAGAIN);
  }
  sp->ready = 1;
  mutex_exit(&sp->lock);
  return (0);
}

static void wait_only(soft_t *sp) {
  cv_wait(&sp->cv, &sp->lock);
}

void helper_in_loop_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (sp->busy)
    wait_only(sp);
  sp->ready = 1;
  mutex_exit(&sp->lock);
}

void helper_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->busy)
    wait_only(sp); // expect: wait-not-in-loop
  sp->ready = 1;
  mutex_exit(&sp->lock);
}

// What was tested is tested again, in what becomes the current one.
void tested_by_loop_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->busy == 0)
    cv_wait(&sp->cv, &sp->lock);
  while ((sp->ready = sp->busy) != 0)
    sp->busy--;
  mutex_exit(&sp->lock);
}

void tested_for_other_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->busy == 1)
    cv_wait(&sp->cv, &sp->lock); // expect: wait-not-in-loop
  if (sp->busy == 2)
    sp->ready = 0;
  else
    sp->ready = 1;
  mutex_exit(&sp->lock);
}
