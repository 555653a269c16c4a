// What a note says a function does to a lock decides which way out is wrong.
// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %locktidy check --fail-on=never %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s

#include <sys/types.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

#define _NOTE(s)

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  int dead, busy, n;
} soft_t;

// Without the note the two that return with it would be told.
// CHECK: declared.c:[[@LINE+10]]:{{[0-9]+}}: error: returns without mutex 'sp->lock', which it is declared to return with
// CHECK: declared.c:[[@LINE+3]]:{{[0-9]+}}: note: declared here
void take_bad(soft_t *sp) {
  /* The caller gives it back. */
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->lock))
  mutex_enter(&sp->lock);
  if (sp->busy)
    return;
  if (sp->dead) {
    mutex_exit(&sp->lock);
    return; // expect: lock-leak
  }
  sp->n++;
}

void take_good(soft_t *sp) {
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->lock))
  mutex_enter(&sp->lock);
  if (sp->busy)
    return;
  sp->n++;
}

// A callee that is not seen may do it.
void other_does(soft_t *sp);
void take_elsewhere(soft_t *sp) {
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->lock))
  other_does(sp);
}

void read_bad(soft_t *sp) {
  _NOTE(READ_LOCK_ACQUIRED_AS_SIDE_EFFECT(&sp->rw))
  rw_enter(&sp->rw, RW_READER);
  if (sp->dead) {
    rw_exit(&sp->rw);
    return; // expect: lock-leak
  }
  if (sp->busy)
    return;
  sp->n++;
}

// Two of three keep the lock; without the note the third would be told.
void give_bad(soft_t *sp) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&sp->lock))
  ASSERT(MUTEX_HELD(&sp->lock));
  if (sp->dead)
    return; // expect: lock-leak
  if (sp->busy) {
    sp->n++;
    return;
  }
  mutex_exit(&sp->lock);
}

void give_good(soft_t *sp) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&sp->lock))
  ASSERT(MUTEX_HELD(&sp->lock));
  if (sp->dead) {
    mutex_exit(&sp->lock);
    return;
  }
  mutex_exit(&sp->lock);
}

// The note is about one of the two.
void take_other_bad(soft_t *sp, soft_t *peer) {
  _NOTE(MUTEX_ACQUIRED_AS_SIDE_EFFECT(&sp->lock))
  mutex_enter(&sp->lock);
  mutex_enter(&peer->lock);
  if (peer->dead)
    return; // expect: lock-leak
  sp->n++;
  mutex_exit(&peer->lock);
}
