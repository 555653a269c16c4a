// RUN: %idiom %s
// A loop takes all locks of an array, a callee gives up all but the first, a wait
// gives up that one, and so on again.
// Seen in illumos: usr/src/uts/common/io/mac/mac.c, mac_tx_client_block().
// Broken: waits with a lock of its own held too.
#include "illumos.h"

#define CPUS 8

struct txpcpu {
	kmutex_t lock;
	int refs;
};

struct client {
	kmutex_t own;
	kcondvar_t cv;
	struct txpcpu pcpu[CPUS];
	int quiesced;
};

static void
tx_lock_all(struct client *mp)
{
	int i;

	for (i = 0; i < CPUS; i++)
		mutex_enter(&mp->pcpu[i].lock);
}

static void
tx_unlock_all(struct client *mp)
{
	int i;

	for (i = CPUS - 1; i >= 0; i--)
		mutex_exit(&mp->pcpu[i].lock);
}

static void
tx_unlock_allbutzero(struct client *mp)
{
	int i;

	for (i = CPUS - 1; i > 0; i--)
		mutex_exit(&mp->pcpu[i].lock);
}

void
tx_client_block(struct client *mp)
{
#ifdef BROKEN
	mutex_enter(&mp->own);
#endif
	tx_lock_all(mp);
	mp->quiesced = 1;
	while (mp->pcpu[0].refs != 0) {
		tx_unlock_allbutzero(mp);
		cv_wait(&mp->cv, &mp->pcpu[0].lock); /* expect: sleep-under-lock */
		mutex_exit(&mp->pcpu[0].lock);
		tx_lock_all(mp);
	}
	tx_unlock_all(mp);
#ifdef BROKEN
	mutex_exit(&mp->own);
#endif
}

void
tx_client_restart(struct client *mp)
{
	tx_client_block(mp);
	tx_lock_all(mp);
	mp->quiesced = 0;
	tx_unlock_all(mp);
}
