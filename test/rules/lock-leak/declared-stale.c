// Notes that are out of date: the function never does it, and calls nothing that is
// not seen. Advice, since it may make the lock itself.
// RUN: %locktidy check %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %locktidy check --level=advice --fail-on=never %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s

#include <sys/types.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

#define _NOTE(s)

struct raw {
  volatile int word;
};

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  struct raw raw;
  int dead, busy, n;
} soft_t;

static void count(soft_t *sp) { sp->n++; }

// CHECK: declared-stale.c:[[@LINE+2]]:{{[0-9]+}}: advice: 'stale_take_bad' is declared to return with 'struct soft::lock', and never does
void stale_take_bad(soft_t *sp) {
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->lock)) // expect: lock-leak
  mutex_enter(&sp->lock);
  count(sp);
  mutex_exit(&sp->lock);
}

void stale_read_bad(soft_t *sp) {
  _NOTE(READ_LOCK_ACQUIRED_AS_SIDE_EFFECT(&sp->rw)) // expect: lock-leak
  count(sp);
}

void stale_give_bad(soft_t *sp) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&sp->lock)) // expect: lock-leak
  ASSERT(MUTEX_HELD(&sp->lock));
  count(sp);
}

void stale_upgrade_bad(soft_t *sp) {
  _NOTE(LOCK_UPGRADED_AS_SIDE_EFFECT(&sp->rw)) // expect: lock-leak
  ASSERT(RW_LOCK_HELD(&sp->rw));
  count(sp);
}

void stale_downgrade_bad(soft_t *sp) {
  _NOTE(LOCK_DOWNGRADED_AS_SIDE_EFFECT(&sp->rw)) // expect: lock-leak
  count(sp);
}

void downgrade_good(soft_t *sp) {
  _NOTE(LOCK_DOWNGRADED_AS_SIDE_EFFECT(&sp->rw))
  rw_downgrade(&sp->rw);
}

void upgrade_good(soft_t *sp) {
  _NOTE(LOCK_UPGRADED_AS_SIDE_EFFECT(&sp->rw))
  ASSERT(RW_READ_HELD(&sp->rw));
  if (!rw_tryupgrade(&sp->rw)) {
    rw_exit(&sp->rw);
    rw_enter(&sp->rw, RW_WRITER);
  }
}

// A callee does it, or a function that is called through a pointer.
static void give(soft_t *sp) { mutex_exit(&sp->lock); }

void give_below_good(soft_t *sp) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&sp->lock))
  give(sp);
}

struct hooks {
  void (*done)(soft_t *);
};

void give_through_pointer_good(soft_t *sp, struct hooks *h) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&sp->lock))
  h->done(sp);
}

// Nothing in a body shows that there are no other threads.
void suspend_good(soft_t *sp) {
  _NOTE(NO_COMPETING_THREADS_AS_SIDE_EFFECT)
  count(sp);
}

// It is the lock.
void raw_enter_good(soft_t *sp) {
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->raw))
  sp->raw.word = 1;
}
