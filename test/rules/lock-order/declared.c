// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// Orders that the authors wrote down (docs/annotations.md).

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

#define _NOTE(s)

struct port {
  kmutex_t lock, stat, rx, tx;
  int n;
};
static kmutex_t list;

_NOTE(LOCK_ORDER(list port::lock port::stat))
_NOTE(LOCK_ORDER(port::stat port::rx))

void kept(struct port *p) {
  mutex_enter(&list);
  mutex_enter(&p->lock); // ok: lock-order
  mutex_exit(&p->lock);
  mutex_exit(&list);
}

// Nobody takes the two in the declared order, which is broken all the same.
void direct_bad(struct port *p) {
  mutex_enter(&p->stat);
  mutex_enter(&p->lock); // expect: lock-order
  mutex_exit(&p->lock);
  mutex_exit(&p->stat);
}

// list before lock before stat before rx: declarations add up.
void distant_bad(struct port *p) {
  mutex_enter(&p->rx);
  mutex_enter(&list); // expect: lock-order
  mutex_exit(&list);
  mutex_exit(&p->rx);
}

// A try does not wait.
void tried(struct port *p) {
  mutex_enter(&p->stat);
  if (mutex_tryenter(&list)) // ok: lock-order
    mutex_exit(&list);
  mutex_exit(&p->stat);
}

// Nothing is declared about tx.
void other(struct port *p) {
  mutex_enter(&p->tx);
  mutex_enter(&p->stat); // ok: lock-order
  mutex_exit(&p->stat);
  mutex_exit(&p->tx);
}

static void set(struct port *p) {
  mutex_enter(&p->rx);
  mutex_enter(&p->stat); // ok: lock-order
  mutex_exit(&p->stat);
  mutex_exit(&p->rx);
}

// No other thread is there that could take them.
void start(struct port *p) {
  _NOTE(NO_COMPETING_THREADS_NOW);
  mutex_enter(&p->stat);
  mutex_enter(&p->lock); // ok: lock-order
  mutex_exit(&p->lock);
  mutex_exit(&p->stat);
  set(p);
  _NOTE(COMPETING_THREADS_NOW);
  p->n = 1;
  mutex_enter(&p->stat);
  mutex_enter(&p->lock);
  mutex_exit(&p->lock);
  mutex_exit(&p->stat);
}

// A cycle is told once, as the cycle that it is.
struct ring {
  kmutex_t head, tail;
};
_NOTE(LOCK_ORDER(ring::head ring::tail))
void right(struct ring *r) {
  mutex_enter(&r->head);
  mutex_enter(&r->tail); // expect: lock-order
  mutex_exit(&r->tail);
  mutex_exit(&r->head);
}
void wrong(struct ring *r) {
  mutex_enter(&r->tail);
  mutex_enter(&r->head);
  mutex_exit(&r->head);
  mutex_exit(&r->tail);
}

// No order satisfies both.
struct pair {
  kmutex_t a, b;
};
_NOTE(LOCK_ORDER(pair::a pair::b)) // expect: lock-order
_NOTE(LOCK_ORDER(pair::b pair::a))
