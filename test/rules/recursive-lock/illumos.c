// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  int n;
} soft_t;

static kmutex_t global_lock;

void twice_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  mutex_enter(&sp->lock); // expect: recursive-lock
  mutex_exit(&sp->lock);
  mutex_exit(&sp->lock);
}

static void count(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->n++;
  mutex_exit(&sp->lock);
}

static void count_twice(soft_t *sp) {
  count(sp);
  count(sp);
}

void helper_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  count_twice(sp); // expect: recursive-lock
  mutex_exit(&sp->lock);
}

void global_bad(int on) {
  mutex_enter(&global_lock);
  if (on)
    mutex_enter(&global_lock); // expect: recursive-lock
  if (on)
    mutex_exit(&global_lock);
  mutex_exit(&global_lock);
}

void writer_bad(soft_t *sp) {
  rw_enter(&sp->rw, RW_WRITER);
  rw_enter(&sp->rw, RW_WRITER); // expect: recursive-lock
  rw_exit(&sp->rw);
  rw_exit(&sp->rw);
}

void outside_ok(soft_t *sp) {
  count_twice(sp);
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
}

void owned_ok(soft_t *sp) {
  int held = mutex_owned(&sp->lock);

  if (!held)
    mutex_enter(&sp->lock);
  sp->n++;
  if (!held)
    mutex_exit(&sp->lock);
}

static void assert_free(soft_t *sp) {
  ASSERT(MUTEX_NOT_HELD(&sp->lock));
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
}

void assertion_ok(soft_t *sp) { assert_free(sp); }

// Not tried again while held: mutex_tryenter() fails, it does not panic.
int try_ok(soft_t *sp) {
  if (mutex_tryenter(&sp->lock) == 0)
    return (EBUSY);
  sp->n++;
  mutex_exit(&sp->lock);
  count(sp);
  return (0);
}

// A count that falls to nothing decides which way is taken, not whether the lock
// is held here.
void last_one_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (--sp->n == 0) {
    sp->n = -1;
    mutex_exit(&sp->lock);
  }
  mutex_enter(&sp->lock); // expect: recursive-lock
  mutex_exit(&sp->lock);
}
