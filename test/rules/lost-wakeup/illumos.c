// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv, exit_cv;
  int ready, users;
} soft_t;

void wait_for(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock);
  mutex_exit(&sp->lock);
}

// Whoever has seen `ready` at 0 and does not sleep yet misses it.
void early_bad(soft_t *sp) {
  sp->ready = 1;
  cv_broadcast(&sp->cv); // expect: lost-wakeup
  mutex_enter(&sp->lock);
  sp->users--;
  mutex_exit(&sp->lock);
}

void good(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->ready = 1;
  cv_broadcast(&sp->cv);
  mutex_exit(&sp->lock);
}

// Changed under the lock: nothing is lost.
void late(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->ready = 1;
  mutex_exit(&sp->lock);
  cv_broadcast(&sp->cv); // expect: lost-wakeup
}

// Callers hold it.
void called_ok(soft_t *sp) {
  sp->ready = 1;
  cv_broadcast(&sp->cv);
}

// Nobody is seen to wait for it with a lock.
void other_ok(soft_t *sp) {
  cv_broadcast(&sp->exit_cv);
  mutex_enter(&sp->lock);
  sp->users--;
  mutex_exit(&sp->lock);
}
