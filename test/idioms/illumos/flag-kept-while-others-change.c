// RUN: %idiom %s
// A flag says whether to lock; other bits of the same word are set and cleared
// in between, which leaves that one alone.
// Seen in illumos: usr/src/uts/common/io/iwk/iwk2.c, iwk_stop().
// Broken: the bit itself is set in between, so that the lock is kept.
#include "illumos.h"

#define F_QUIESCED 0x01
#define F_SCANNING 0x02
#define F_RUNNING 0x04
#define F_BUSY 0x08

struct radio {
	kmutex_t lock;
	uint_t flags;
	int timer;
};

void
radio_stop(struct radio *rp)
{
	if (!(rp->flags & F_QUIESCED))
		mutex_enter(&rp->lock);
	rp->timer = 0;
	rp->flags &= ~F_SCANNING;
#ifdef BROKEN
	rp->flags |= F_QUIESCED;
#endif
	rp->flags |= F_BUSY;
	if (!(rp->flags & F_QUIESCED))
		mutex_exit(&rp->lock);
} /* expect: lock-leak */

/* The same with a local, and both bits at once. */
int
radio_set(struct radio *rp, int ask, int value)
{
	uint_t done = 0;

	if (ask) {
		mutex_enter(&rp->lock);
		done |= F_BUSY | F_RUNNING;
	}
	if (value < 0)
		done |= F_SCANNING;
	done &= ~F_RUNNING;
	rp->timer = value;
	if (done & F_BUSY)
		mutex_exit(&rp->lock);
	return ((done & F_SCANNING) != 0);
}
