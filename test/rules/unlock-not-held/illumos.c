// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock, *lockp;
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

static boolean_t hold_if(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->ready)
    return (B_TRUE);
  mutex_exit(&sp->lock);
  return (B_FALSE);
}

void hold_if_ok(soft_t *sp) {
  if (hold_if(sp)) {
    sp->n++;
    mutex_exit(&sp->lock);
  }
}

void hold_if_bad(soft_t *sp) {
  if (hold_if(sp))
    sp->n++;
  mutex_exit(&sp->lock); // expect: unlock-not-held
}

// After the loop `tries` is 3 exactly when the mutex was released.
int FP_counter_ok(soft_t *sp) {
  int tries;

  for (tries = 0; tries < 3; tries++) {
    mutex_enter(&sp->lock);
    if (sp->ready)
      break;
    mutex_exit(&sp->lock);
  }
  if (tries == 3)
    return (EIO);
  sp->n++;
  mutex_exit(&sp->lock); // todo-ok: unlock-not-held
  return (0);
}

void pointer_ok(soft_t *sp) {
  mutex_enter(sp->lockp);
  while (!sp->ready)
    cv_wait(&sp->cv, sp->lockp);
  mutex_exit(sp->lockp);
}

void downgrade_ok(soft_t *sp) {
  rw_enter(&sp->rw, RW_WRITER);
  sp->n++;
  rw_downgrade(&sp->rw);
  rw_exit(&sp->rw);
}

// Locks of one type in two variables, or in two members of one object, are two.
struct ring { kmutex_t lock; int n; };
static struct ring one_ring, other_ring;
struct rings { struct ring rx, tx; };

int probe(void);
void other_variable_bad(void) {
  mutex_enter(&one_ring.lock);
  if (probe())
    goto out;
  mutex_enter(&other_ring.lock);
  other_ring.n++;
out:
  mutex_exit(&other_ring.lock); // expect: unlock-not-held
  mutex_exit(&one_ring.lock);
}

void other_member_bad(struct rings *r, int skip) {
  mutex_enter(&r->rx.lock);
  if (skip == 0)
    mutex_enter(&r->tx.lock);
  r->rx.n++;
  if (skip == 0)
    mutex_exit(&r->tx.lock);
  mutex_exit(&r->rx.lock);
  mutex_exit(&r->rx.lock); // expect: unlock-not-held
}

void other_member_ok(struct rings *r, int skip) {
  mutex_enter(&r->rx.lock);
  if (skip == 0)
    mutex_enter(&r->tx.lock);
  r->rx.n++;
  if (skip == 0)
    mutex_exit(&r->tx.lock);
  mutex_exit(&r->rx.lock);
}

// Asked, and taken where the caller does not hold it.
int asked_bad(soft_t *sp) {
  int mine = !mutex_owned(&sp->lock);

  if (mine)
    mutex_enter(&sp->lock);
  if (probe()) {
    mutex_exit(&sp->lock); // expect: unlock-not-held
    return (EIO);
  }
  sp->n++;
  if (mine)
    mutex_exit(&sp->lock);
  return (0);
}

int asked_ok(soft_t *sp) {
  int mine = !mutex_owned(&sp->lock);

  if (mine)
    mutex_enter(&sp->lock);
  sp->n++;
  if (mine)
    mutex_exit(&sp->lock);
  return (0);
}

// Taken or not, it is given up.
int consumed_ok(soft_t *sp) {
  if (!mutex_owned(&sp->lock))
    mutex_enter(&sp->lock);
  sp->n++;
  mutex_exit(&sp->lock);
  return (0);
}

// The pointer by which the lock was taken is gone.
struct owner { kmutex_t *lockp; int busy; };
void through_null_bad(struct owner *o) {
  if (o != NULL) {
    mutex_enter(o->lockp);
    if (o->busy)
      o = NULL;
    mutex_exit(o->lockp); // expect: unlock-not-held
  }
} // expect: lock-leak

void through_null_ok(struct owner *o) {
  if (o != NULL) {
    mutex_enter(o->lockp);
    if (o->busy) {
      mutex_exit(o->lockp);
      o = NULL;
    }
    if (o != NULL)
      mutex_exit(o->lockp);
  }
}
