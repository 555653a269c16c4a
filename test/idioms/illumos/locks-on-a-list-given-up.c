// RUN: %idiom %s
// The locks taken on the way are on a list that begins in memory of the caller; each
// round takes one off and gives it up.
// Seen in openzfs: module/os/linux/zfs/zfs_vnops_os.c, zfs_rename_unlock().
// Broken: each is given up twice.
#include "illumos.h"

struct zlock {
	krwlock_t *rwlock;
	void *znode;
	struct zlock *next;
};
void rele(void *);

void
rename_unlock(struct zlock **zlpp)
{
	struct zlock *zl;

	while ((zl = *zlpp) != NULL) {
		if (zl->znode != NULL)
			rele(zl->znode);
		rw_exit(zl->rwlock);
#ifdef BROKEN
		rw_exit(zl->rwlock); /* expect: unlock-not-held */
#endif
		*zlpp = zl->next;
		kmem_free(zl, sizeof (*zl));
	}
}
