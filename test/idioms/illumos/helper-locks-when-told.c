// RUN: %idiom %s
// A helper takes and releases the lock when it is told to; its caller, which
// holds it, tells it not to and drops it itself for a callback.
// Seen in illumos: usr/src/uts/common/io/cpqary3/cpqary3_transport.c,
// cpqary3_synccmd_complete(), with cpqary3_cmdlist_release().
// Broken: the caller has dropped the lock before.
#include "illumos.h"

struct ctlr {
	kmutex_t sw;
	int busy;
};

struct cmd {
	struct ctlr *ctlr;
	int occupied;
	void (*done)(struct cmd *);
};

#define NO_MUTEX 0
#define HOLD_MUTEX 1

static void
cmd_release(struct cmd *cp, int flag)
{
	if (cp == NULL)
		return;
	if (flag == HOLD_MUTEX)
		mutex_enter(&cp->ctlr->sw);
	cp->occupied = 0;
	cp->ctlr->busy--;
	if (flag == HOLD_MUTEX)
		mutex_exit(&cp->ctlr->sw);
}

void
cmd_abort(struct cmd *cp)
{
	cmd_release(cp, HOLD_MUTEX);
}

void
cmd_complete(struct cmd *cp)
{
	struct ctlr *ctlr = cp->ctlr;

#ifdef BROKEN
	mutex_enter(&ctlr->sw);
	mutex_exit(&ctlr->sw);
#endif
	cmd_release(cp, NO_MUTEX);
	mutex_exit(&ctlr->sw); /* expect: unlock-not-held */
	(*cp->done)(cp);
	mutex_enter(&ctlr->sw);
}
