// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/lock.h>
#include <sys/malloc.h>
#include <sys/mutex.h>
#include <sys/sx.h>

MALLOC_DEFINE(M_FOO, "foo", "foo");

// Filled in by who allocates it, and used; nobody makes the lock.
struct table {
  struct mtx mtx;
  int size, users;
};

struct table *table_new(int size) {
  struct table *t = malloc(sizeof(*t), M_FOO, M_WAITOK | M_ZERO);
  t->size = size; // expect: lock-lifetime
  t->users = 1;
  return (t);
}

void table_hold(struct table *t) {
  mtx_lock(&t->mtx);
  t->users++;
  mtx_unlock(&t->mtx);
}

// Made by a function that is called later.
struct pool {
  struct mtx mtx;
  int size, users;
};

struct pool *pool_new(int size) {
  struct pool *p = malloc(sizeof(*p), M_FOO, M_WAITOK | M_ZERO);
  p->size = size; // ok: lock-lifetime
  p->users = 1;
  return (p);
}

void pool_start(struct pool *p) { mtx_init(&p->mtx, "pool", NULL, MTX_DEF); }

void pool_hold(struct pool *p) {
  mtx_lock(&p->mtx);
  p->users++;
  mtx_unlock(&p->mtx);
}

// What gets the whole object may make its lock.
struct ring {
  struct mtx mtx;
  int size, users;
};
void ring_init_locks(struct ring *);

struct ring *ring_new(int size) {
  struct ring *r = malloc(sizeof(*r), M_FOO, M_WAITOK | M_ZERO);
  r->size = size; // ok: lock-lifetime
  r->users = 1;
  ring_init_locks(r);
  return (r);
}

void ring_hold(struct ring *r) {
  mtx_lock(&r->mtx);
  r->users++;
  mtx_unlock(&r->mtx);
}

// So may what gets the lock's address.
struct queue {
  struct sx sx;
  int size, users;
};
void make_lock(struct sx *);

struct queue *queue_new(int size) {
  struct queue *q = malloc(sizeof(*q), M_FOO, M_WAITOK | M_ZERO);
  q->size = size; // ok: lock-lifetime
  q->users = 1;
  return (q);
}

void queue_start(struct queue *q) { make_lock(&q->sx); }

void queue_hold(struct queue *q) {
  sx_xlock(&q->sx);
  q->users++;
  sx_xunlock(&q->sx);
}

// A copy of what is ready.
struct job {
  struct mtx mtx;
  int size, users;
};

struct job *job_copy(const struct job *from, int size) {
  struct job *j = malloc(sizeof(*j), M_FOO, M_WAITOK | M_ZERO);
  *j = *from;
  j->size = size; // ok: lock-lifetime
  j->users = 1;
  return (j);
}

void job_hold(struct job *j) {
  mtx_lock(&j->mtx);
  j->users++;
  mtx_unlock(&j->mtx);
}
