// RUN: not %locktidy check %s -- %kernel-freebsd | FileCheck %s --allow-empty --check-prefix=DEFAULT
// RUN: not %locktidy check --level=advice %s -- %kernel-freebsd | FileCheck %s
//
// More sets of locks than are told apart: conditions may have been forgotten where
// paths were joined: a release on a path that seems not to have taken the lock is advice.
#include "freebsd.h"

struct many { struct mtx a, b, c, d, e, f, g; int flags, n; };

// DEFAULT-NOT: mutex 'm->g'
// CHECK: advice: 'mtx_unlock' releases mutex 'm->g', which another path
int random_bit(void);

int many(struct many *m) {
  if (m->flags & 1)
    mtx_lock(&m->a);
  if (m->flags & 2)
    mtx_lock(&m->b);
  if (m->flags & 4)
    mtx_lock(&m->c);
  if (m->flags & 8)
    mtx_lock(&m->d);
  if (m->flags & 16)
    mtx_lock(&m->e);
  if (m->flags & 32)
    mtx_lock(&m->f);
  m->n++;
  if (random_bit()) {
    mtx_unlock(&m->g);
    return 1;
  }
  mtx_lock(&m->g);
  mtx_unlock(&m->g);
  return 1;
}
