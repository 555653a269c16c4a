// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv;
  int ready;
} soft_t;

void spins_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    (void) cv_wait_sig(&sp->cv, &sp->lock); // expect: wait-result-ignored
  mutex_exit(&sp->lock);
}

// A signal is 0.
int signal_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_wait_sig(&sp->cv, &sp->lock) == -1) { // expect: wait-result-ignored
      mutex_exit(&sp->lock);
      return (EINTR);
    }
  mutex_exit(&sp->lock);
  return (0);
}

// The end of the time is -1.
int timeout_bad(soft_t *sp, clock_t to) {
  clock_t left;

  mutex_enter(&sp->lock);
  while (!sp->ready) {
    left = cv_timedwait(&sp->cv, &sp->lock, to);
    if (left == 0) { // expect: wait-result-ignored
      mutex_exit(&sp->lock);
      return (ETIME);
    }
  }
  mutex_exit(&sp->lock);
  return (0);
}

int errno_bad(soft_t *sp, clock_t to) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_timedwait(&sp->cv, &sp->lock, to)) { // expect: wait-result-ignored
      mutex_exit(&sp->lock);
      return (ETIME);
    }
  mutex_exit(&sp->lock);
  return (0);
}

int good(soft_t *sp, clock_t to) {
  int rv;

  mutex_enter(&sp->lock);
  while (!sp->ready) {
    rv = cv_timedwait_sig(&sp->cv, &sp->lock, to);
    if (rv == 0 || rv == -1) {
      mutex_exit(&sp->lock);
      return (rv == 0 ? EINTR : ETIME);
    }
  }
  while (sp->ready)
    if (!cv_wait_sig(&sp->cv, &sp->lock))
      break;
  mutex_exit(&sp->lock);
  return (0);
}

int late_ok(soft_t *sp, clock_t to) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_timedwait(&sp->cv, &sp->lock, to) < 0)
      break;
  while (sp->ready)
    if (cv_timedwait_sig(&sp->cv, &sp->lock, to) <= 0)
      break;
  mutex_exit(&sp->lock);
  return (0);
}

// Copies that go round: nothing is known of such a result.
int copies_ok(soft_t *sp) {
  int error, copy;

  mutex_enter(&sp->lock);
  while (!sp->ready) {
    error = cv_wait_sig(&sp->cv, &sp->lock);
    while (sp->ready) {
      copy = error;
      error = copy;
    }
  }
  mutex_exit(&sp->lock);
  return (0);
}
