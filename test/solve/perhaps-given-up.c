// RUN: %locktidy check --stats --level=advice --fail-on=never %s -- %kernel-illumos 2>&1 | FileCheck %s
// CHECK: error: 'mutex_exit' releases mutex 'c->own', which is not held
// CHECK: limits 0 functions
// CHECK: ; 1 finding

// What each of many calls may give up, a lock of the object's pool found in memory, is
// no lock state of its own when there is no room for all: none of the paths is lost.

#include "illumos.h"

struct pool {
	kmutex_t barrier;
};

struct header {
	int type;
	struct pool *pool;
};

struct context {
	kmutex_t own;
	struct header *a, *b, *c, *d, *e, *f, *g;
};

void kmem_done(void *);

static void
part_free(struct header *h)
{
	if (h == NULL)
		return;
	if (h->type == 2)
		mutex_exit(&h->pool->barrier);
	else
		kmem_done(h);
}

void
context_free(struct context *c)
{
	mutex_enter(&c->own);
	part_free(c->a);
	part_free(c->b);
	part_free(c->c);
	part_free(c->d);
	part_free(c->e);
	part_free(c->f);
	part_free(c->g);
	mutex_exit(&c->own);
	mutex_exit(&c->own);
}
