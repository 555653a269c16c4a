// RUN: %locktidy check --fail-on=never --level=advice %s -- %kernel-illumos 2>&1 | FileCheck %s
// RUN: %check-expect %s -- %kernel-illumos
// CHECK: :[[@LINE+52]]:1: advice: returns without releasing mutex 's->lock'
// CHECK: :[[@LINE+64]]:1: advice: returns without releasing mutex 's->lock'
// CHECK: ; 5 findings

// A chain of questions without a last else keeps the caller's lock: advice, unless the
// last one is how a call went, or the arms are guard clauses and no chain.

#include "illumos.h"

struct state {
	kmutex_t lock;
	int a, b, c, error;
	int *link;
};

int write_out(struct state *);
void destroy(struct state *);
int copy_out(struct state *);

static int
is_linked(struct state *s)
{
	if (s->c)
		return (0);
	return (s->link != NULL);
}

static int
flush(struct state *s)
{
	int error = copy_out(s);

	if (error != 0)
		return (error);
	return (s->error);
}

/* The three are all there are, it seems. */
void
by_state(struct state *s)
{
	ASSERT(MUTEX_HELD(&s->lock));
	if (s->a) {
		mutex_exit(&s->lock);
		write_out(s);
	} else if (s->b) {
		mutex_exit(&s->lock);
		destroy(s);
	} else if (s->c) {
		s->error = 1;
		mutex_exit(&s->lock);
	}
}

/* So it is with a function that only reads. */
void
by_reader(struct state *s)
{
	ASSERT(MUTEX_HELD(&s->lock));
	if (s->a)
		mutex_exit(&s->lock);
	else if (s->b)
		mutex_exit(&s->lock);
	else if (!is_linked(s))
		mutex_exit(&s->lock);
}

/* What may fail does. */
void
by_result(struct state *s)
{
	ASSERT(MUTEX_HELD(&s->lock));
	if (s->a) {
		mutex_exit(&s->lock);
		write_out(s);
	} else if (s->b) {
		mutex_exit(&s->lock);
		destroy(s);
	} else if (write_out(s) == 0)
		mutex_exit(&s->lock);
} // expect: lock-leak

void
by_seen_result(struct state *s)
{
	int error;

	ASSERT(MUTEX_HELD(&s->lock));
	error = flush(s);
	if (s->a)
		mutex_exit(&s->lock);
	else if (s->b)
		mutex_exit(&s->lock);
	else if (error == 0)
		mutex_exit(&s->lock);
} // expect: lock-leak

void
guard_clauses(struct state *s)
{
	ASSERT(MUTEX_HELD(&s->lock));
	if (s->a) {
		mutex_exit(&s->lock);
		write_out(s);
		return;
	}
	if (s->b) {
		mutex_exit(&s->lock);
		destroy(s);
		return;
	}
	if (s->c) {
		s->error = 1;
		mutex_exit(&s->lock);
	}
} // expect: lock-leak
