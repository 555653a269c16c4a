// RUN: %idiom %s
// The caller's lock is given up in each arm of a chain of questions, of which the
// last has no else: whoever wrote it takes it for the only case that is left. That it
// is not is an assumption.
// Seen in openzfs: module/zfs/dbuf.c, dbuf_rele_and_unlock().
// Broken: one arm forgets it.
#include "illumos.h"

typedef struct buf_cache {
	kmutex_t c_mtx;
	int c_holds;
	int c_bonus;
	int c_cached;
	int c_on_list;
} buf_cache_t;

void cache_free(buf_cache_t *);
int cache_link(buf_cache_t *);

static void
cache_destroy(buf_cache_t *c)
{
	mutex_exit(&c->c_mtx);
	cache_free(c);
}

void
cache_rele(buf_cache_t *c)
{
	ASSERT(MUTEX_HELD(&c->c_mtx));
	if (c->c_holds == 0) {
		if (c->c_bonus) {
			mutex_exit(&c->c_mtx);
			cache_free(c);
		} else if (!c->c_cached) {
			cache_destroy(c);
		} else if (!c->c_on_list) {
			c->c_on_list = cache_link(c);
			mutex_exit(&c->c_mtx);
		}
	} else {
		c->c_holds--;
#ifndef BROKEN
		mutex_exit(&c->c_mtx);
#endif
	}
} /* expect: lock-leak */
