// RUN: %idiom %s
// A function takes a lock where it turns out that its caller does not hold it. That
// another is taken meanwhile says nothing of the order where the caller does hold it:
// callers that are seen to do so make it.
// Seen in openzfs: module/zfs/spa_errlog.c, spa_add_healed_error().
// Broken: a caller holds the lock.
#include "illumos.h"

typedef struct pool {
	kmutex_t p_errors;
	kmutex_t p_map;
	int p_count;
} pool_t;

int pool_next(pool_t *);

static void
pool_log(pool_t *p)
{
	int mine = 0, left;

	for (;;) {
		mutex_enter(&p->p_map);
		left = pool_next(p);
		mutex_exit(&p->p_map);
		if (!left)
			return;
		if (!MUTEX_HELD(&p->p_errors)) {
			mutex_enter(&p->p_errors);
			mine = 1;
		}
		p->p_count++;
		if (mine)
			mutex_exit(&p->p_errors);
	}
}

void
pool_scan(pool_t *p)
{
	pool_log(p);
}

void
pool_sync(pool_t *p)
{
	mutex_enter(&p->p_map);
	mutex_enter(&p->p_errors); /* expect: lock-order */
	p->p_count = 0;
	mutex_exit(&p->p_errors);
	mutex_exit(&p->p_map);
}

#ifdef BROKEN
void
pool_error(pool_t *p)
{
	mutex_enter(&p->p_errors);
	pool_log(p);
	mutex_exit(&p->p_errors);
}
#endif
