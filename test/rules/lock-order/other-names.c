// RUN: %check-expect %s -- %kernel-illumos
// RUN: not %locktidy check --level=advice --rules=lock-order %s -- %kernel-illumos | FileCheck %s
// That a lock is given up by another name than it was taken by says nothing of
// locks of other classes on that path. A question that is answered by another
// name decides whether there is such a path.

#include "illumos.h"

struct node {
	kmutex_t lock;
	int refs;
};

struct table {
	kmutex_t list, hold, stats;
	kmutex_t map, rows;
	struct node *last;
};

static int
node_get(struct table *t, struct node *n)
{
	mutex_enter(&n->lock);
	n->refs++;
	mutex_exit(&t->last->lock);
	return (n->refs);
}

void
table_fill(struct table *t, struct node *n)
{
	mutex_enter(&t->hold);
	if (node_get(t, n)) {
		mutex_enter(&t->list); // expect: lock-order
		mutex_exit(&t->list);
	}
	mutex_exit(&t->hold);
}

void
table_walk(struct table *t)
{
	mutex_enter(&t->list);
	mutex_enter(&t->hold);
	mutex_exit(&t->hold);
	mutex_exit(&t->list);
}

/* Only if the two are one is the lock held, and rows taken with map. */
void
table_map(struct table *t, struct node *n)
{
	mutex_enter(&n->lock);
	mutex_enter(&t->map);
	if (MUTEX_HELD(&t->last->lock)) {
		// CHECK: [[@LINE+1]]:{{.*}}advice: {{.*}}rows
		mutex_enter(&t->rows);
		mutex_exit(&t->rows);
	}
	mutex_exit(&t->map);
	mutex_exit(&n->lock);
}

void
table_rows(struct table *t)
{
	mutex_enter(&t->rows);
	mutex_enter(&t->map);
	mutex_exit(&t->map);
	mutex_exit(&t->rows);
}
