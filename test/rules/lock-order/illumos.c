// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

struct direct {
  kmutex_t a, b;
};

void direct_ab_bad(struct direct *d) {
  mutex_enter(&d->a);
  mutex_enter(&d->b); // expect: lock-order
  mutex_exit(&d->b);
  mutex_exit(&d->a);
}

void direct_ba(struct direct *d) {
  mutex_enter(&d->b);
  mutex_enter(&d->a);
  mutex_exit(&d->a);
  mutex_exit(&d->b);
}

struct mixed {
  krwlock_t table;
  kmutex_t lock;
};

void mixed_ab_bad(struct mixed *m) {
  rw_enter(&m->table, RW_READER);
  mutex_enter(&m->lock); // expect: lock-order
  mutex_exit(&m->lock);
  rw_exit(&m->table);
}

void mixed_ba(struct mixed *m) {
  mutex_enter(&m->lock);
  rw_enter(&m->table, RW_WRITER);
  rw_exit(&m->table);
  mutex_exit(&m->lock);
}

// The wait retakes its mutex, in the order in which both were taken.
struct wait {
  kmutex_t outer, lock;
  kcondvar_t cv;
  int ready;
};

void wait_released_ok(struct wait *w) {
  mutex_enter(&w->outer);
  mutex_enter(&w->lock);
  mutex_exit(&w->outer);
  while (!w->ready)
    cv_wait(&w->cv, &w->lock);
  mutex_exit(&w->lock);
}

// Backs off when it cannot have the second one.
struct backoff {
  kmutex_t a, b;
};

void backoff_ab_ok(struct backoff *p) {
  mutex_enter(&p->a);
  mutex_enter(&p->b);
  mutex_exit(&p->b);
  mutex_exit(&p->a);
}

void backoff_ba_ok(struct backoff *p) {
  for (;;) {
    mutex_enter(&p->b);
    if (mutex_tryenter(&p->a))
      break;
    mutex_exit(&p->b);
  }
  mutex_exit(&p->a);
  mutex_exit(&p->b);
}

// Two objects of one type: which comes first is not a matter of classes.
struct node {
  kmutex_t lock;
  struct node *parent;
};

void parent_ok(struct node *n) {
  mutex_enter(&n->parent->lock);
  mutex_enter(&n->lock);
  mutex_exit(&n->lock);
  mutex_exit(&n->parent->lock);
}
