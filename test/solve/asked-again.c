// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
// What was learnt of memory in one round of a loop may be otherwise in the next; an
// answer that was got again is as good as the first.
#include "freebsd.h"

struct table {
  struct mtx lock;
  int n;
};
struct user {
  struct mtx lock;
  int flags;
};

int rounds_ok(struct user *u, struct table *t) {
  int tries = 0, done = 0;

  do {
    mtx_lock(&t->lock);
    if (u->flags & 2)
      done = 1;
    if ((u->flags & 1) == 0)
      mtx_lock(&u->lock);
    t->n++;
    if ((u->flags & 1) == 0)
      mtx_unlock(&u->lock);
    mtx_unlock(&t->lock);
  } while (!done && tries++ < 2);
  return (0);
}

struct list {
  struct mtx lock;
};
struct reader {
  struct mtx lock;
  int flags;
};

int rounds_bad(struct reader *r, struct list *l) {
  int tries = 0, done = 0;

  do {
    mtx_lock(&l->lock);
    if (r->flags & 2)
      done = 1;
    if ((r->flags & 1) == 0)
      mtx_lock(&r->lock);
    if ((r->flags & 1) == 0)
      mtx_unlock(&r->lock);
    if ((r->flags & 1) == 0)
      mtx_unlock(&r->lock); // expect: unlock-not-held
    mtx_unlock(&l->lock);
  } while (!done && tries++ < 2);
  return (0);
}
