// RUN: %check-expect %s -- %kernel-illumos
//
// A lock changes hands when a handler is started, only where who started it keeps it.
#include "illumos.h"

struct pair {
	kmutex_t mine, handed;
	timeout_id_t id, next;
};

static void
tick(void *arg)
{
	struct pair *p = arg;

	mutex_exit(&p->mine); /* expect: unlock-not-held */
}

void
start(struct pair *p)
{
	mutex_enter(&p->mine);
	p->id = timeout(tick, p, 10);
	mutex_exit(&p->mine);
}

static void
last(void *arg)
{
	struct pair *p = arg;

	mutex_exit(&p->handed);
}

void
hand_over(struct pair *p)
{
	mutex_enter(&p->handed);
	p->next = timeout(last, p, 10);
}

struct kept {
	kmutex_t lock;
	timeout_id_t id;
};

static void
kept_tick(void *arg)
{
	struct kept *k = arg;

	mutex_exit(&k->lock); /* expect: unlock-not-held */
}

/* The lock is the caller's, who gives it up. */
void
start_locked(struct kept *k)
{
	ASSERT(MUTEX_HELD(&k->lock));
	k->id = timeout(kept_tick, k, 10);
}
