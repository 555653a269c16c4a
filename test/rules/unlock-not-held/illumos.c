// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  kcondvar_t cv;
  int ready, n;
} soft_t;

void twice_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
  mutex_exit(&sp->lock); // expect: unlock-not-held
}

int wait_bad(soft_t *sp) {
  int error = 0;

  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_wait_sig(&sp->cv, &sp->lock) == 0) {
      mutex_exit(&sp->lock);
      error = EINTR;
      goto out;
    }
  sp->n++;
out:
  mutex_exit(&sp->lock); // expect: unlock-not-held
  return (error);
}

void rwlock_bad(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  rw_exit(&sp->rw);
  rw_exit(&sp->rw); // expect: unlock-not-held
}

// A wait needs its mutex held: it releases it.
void interlock_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->n++;
  mutex_exit(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock); // expect: unlock-not-held
}

void try_bad(soft_t *sp) {
  (void) mutex_tryenter(&sp->lock);
  mutex_exit(&sp->lock); // todo-expect: unlock-not-held
}

void drop_ok(soft_t *sp) {
  ASSERT(MUTEX_HELD(&sp->lock));
  mutex_exit(&sp->lock);
  sp->n++;
  mutex_enter(&sp->lock);
}

int owned_ok(soft_t *sp) {
  if (mutex_owned(&sp->lock)) {
    mutex_exit(&sp->lock);
    return (1);
  }
  return (0);
}

void downgrade_ok(soft_t *sp) {
  rw_enter(&sp->rw, RW_WRITER);
  sp->n++;
  rw_downgrade(&sp->rw);
  rw_exit(&sp->rw);
}
