// RUN: %check-expect %s -- %kernel-freebsd
// Bits of what was stored are tested before a lock is taken and again under it: the
// answer is the same unless another thread wrote there.
#include "freebsd.h"

struct port {
  struct mtx lock, tx;
  int flags, n;
};

int stored_ok(struct port *p) {
  int locked = 0;

  if (p->flags & 1) {
    mtx_lock(&p->lock);
    locked = 1;
  }
  for (int i = 0; i < p->n; i++) {
    p->flags |= 1;
    if (mtx_trylock(&p->tx))
      mtx_unlock(&p->tx);
  }
  if (locked)
    mtx_unlock(&p->lock);
  if (!(p->flags & 1))
    mtx_lock(&p->lock);
  if (!(p->flags & 1))
    mtx_unlock(&p->lock);
  return (0);
}

int stored_bad(struct port *p) {
  int locked = 0;

  if (p->flags & 1) {
    mtx_lock(&p->lock);
    locked = 1;
  }
  for (int i = 0; i < p->n; i++) {
    p->flags |= 1;
    if (mtx_trylock(&p->tx))
      mtx_unlock(&p->tx);
  }
  if (locked)
    mtx_unlock(&p->lock);
  if (!(p->flags & 1))
    mtx_lock(&p->lock);
  if (!(p->flags & 2))
    mtx_unlock(&p->lock); // expect: unlock-not-held
  return (0); // expect: lock-leak
}
