// A second lock of the same class: whether its author knows or not (MTX_DUPOK),
// it is another object, and no recursion; the same object is one with the flag too.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
#define MTX_DUPOK 0x00400000

struct node { struct mtx mtx; struct node *parent; };
void up(struct node *n) {
  mtx_lock(&n->mtx);
  mtx_lock_flags(&n->parent->mtx, MTX_DUPOK);
  mtx_unlock(&n->parent->mtx);
  mtx_unlock(&n->mtx);
}
void pair(struct node *a, struct node *b) {
  mtx_lock(&a->mtx);
  mtx_lock_flags(&b->mtx, MTX_DUPOK);
  mtx_unlock(&b->mtx);
  mtx_unlock(&a->mtx);
}
void twice(struct node *n) {
  mtx_lock(&n->mtx);
  mtx_lock_flags(&n->mtx, MTX_DUPOK); // expect: recursive-lock
  mtx_unlock(&n->mtx);
  mtx_unlock(&n->mtx);
}
