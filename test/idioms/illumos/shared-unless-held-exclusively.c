// RUN: %idiom %s
// Helpers that take a reader's hold unless the thread is the writer, and give
// it up by the same question: "no" means that it has a reader's hold.
// Seen in illumos: usr/src/uts/common/io/ib/clients/of/sol_ofs/sol_kverbs.c,
// ofs_lock_enter(), ib_alloc_pd().
// Broken: one way out forgets the hold.
#include "illumos.h"

struct xclient {
	krwlock_t lock;
	int open;
	int state;
};

static void
xlock_enter(krwlock_t *lock)
{
	if (!RW_WRITE_HELD(lock))
		rw_enter(lock, RW_READER);
}

static void
xlock_exit(krwlock_t *lock)
{
	if (!RW_WRITE_HELD(lock))
		rw_exit(lock);
}

int
xclient_query(struct xclient *cp)
{
	int state;

	xlock_enter(&cp->lock);
	if (!cp->open) {
#ifndef BROKEN
		xlock_exit(&cp->lock);
#endif
		return (6); /* expect: lock-leak */
	}
	state = cp->state;
	xlock_exit(&cp->lock);
	return (state == 0 ? 0 : 5);
}

int
xclient_twice(struct xclient *cp)
{
	int error;

	xlock_enter(&cp->lock);
	cp->state++;
	xlock_exit(&cp->lock);
	error = xclient_query(cp);
	return (error);
}

void
xclient_callback(struct xclient *cp)
{
	rw_enter(&cp->lock, RW_WRITER);
	(void) xclient_query(cp);
	rw_exit(&cp->lock);
}
