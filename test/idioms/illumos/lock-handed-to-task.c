// RUN: %idiom %s
// A request takes the lock of the volume as a reader and returns; the task that does
// the work gives it up.
// Seen in openzfs: module/os/linux/zfs/zvol_os.c, zvol_request_impl() and
// zvol_write_task().
// Broken: the request that is refused keeps the lock.
#include "illumos.h"

struct volume {
	krwlock_t suspend_lock;
	taskq_t *tq;
	int readonly, error;
};
extern void do_write(struct volume *);

static void
volume_write(struct volume *zv)
{
	do_write(zv);
	rw_exit(&zv->suspend_lock);
}

static void
write_task(void *arg)
{
	volume_write(arg);
}

void
volume_request(struct volume *zv, int sync)
{
#ifndef BROKEN
	if (zv->readonly)
		return;
#endif
	rw_enter(&zv->suspend_lock, RW_READER);
#ifdef BROKEN
	if (zv->readonly)
		return; /* expect: lock-leak */
#endif
	if (sync)
		volume_write(zv);
	else
		(void) taskq_dispatch(zv->tq, write_task, zv, TQ_SLEEP);
}
