// RUN: %idiom %s
// An entry of a directory is locked by name; a flag in it says whether the caller
// had the directory's lock before, and the function that unlocks asks the flag,
// on each of its ways out.
// Seen in openzfs: module/os/linux/zfs/zfs_dir.c, zfs_dirent_lock() and
// zfs_dirent_unlock().
// Broken: a failure leaves the entry locked.
#include "illumos.h"

#define	ZHAVELOCK 1
#define	ZSHARED 2
#define	ZXATTR 4

struct znode;
struct dirlock {
	struct dirlock *next;
	struct znode *dzp;
	int sharecnt;
	int namelock;
	kcondvar_t cv;
};
struct znode {
	kmutex_t lock;
	krwlock_t name_lock;
	struct dirlock *dirlocks;
	int unlinked;
};

extern int match(struct znode *, struct dirlock *);
extern int find(struct znode *);

void
dirent_unlock(struct dirlock *dl)
{
	struct znode *dzp = dl->dzp;
	struct dirlock **prev, *cur;

	mutex_enter(&dzp->lock);
	if (!dl->namelock)
		rw_exit(&dzp->name_lock);
	if (dl->sharecnt > 1) {
		dl->sharecnt--;
		mutex_exit(&dzp->lock);
		return;
	}
	prev = &dzp->dirlocks;
	while ((cur = *prev) != dl)
		prev = &cur->next;
	*prev = dl->next;
	cv_broadcast(&dl->cv);
	mutex_exit(&dzp->lock);
	cv_destroy(&dl->cv);
	kmem_free(dl, sizeof (*dl));
}

int
dirent_lock(struct dirlock **dlpp, struct znode *dzp, int flag)
{
	struct dirlock *dl;
	int error = 0;

	*dlpp = NULL;
	ASSERT(!(flag & ZSHARED) || !(flag & ZHAVELOCK));
	if (!(flag & ZHAVELOCK))
		rw_enter(&dzp->name_lock, RW_READER);
	mutex_enter(&dzp->lock);
	for (;;) {
		if (dzp->unlinked && !(flag & ZXATTR)) {
			mutex_exit(&dzp->lock);
			if (!(flag & ZHAVELOCK))
				rw_exit(&dzp->name_lock);
			return (2);
		}
		for (dl = dzp->dirlocks; dl != NULL; dl = dl->next)
			if (match(dzp, dl))
				break;
		if (dl == NULL) {
			dl = kmem_alloc(sizeof (*dl), KM_NOSLEEP);
			if (dl == NULL) {
				mutex_exit(&dzp->lock);
				if (!(flag & ZHAVELOCK))
					rw_exit(&dzp->name_lock);
				return (12);
			}
			cv_init(&dl->cv, NULL, 0, NULL);
			dl->sharecnt = 0;
			dl->namelock = 0;
			dl->dzp = dzp;
			dl->next = dzp->dirlocks;
			dzp->dirlocks = dl;
			break;
		}
		if ((flag & ZSHARED) && dl->sharecnt != 0)
			break;
		cv_wait(&dl->cv, &dzp->lock);
	}
	if (flag & ZHAVELOCK)
		dl->namelock = 1;
	if (flag & ZSHARED)
		++dl->sharecnt;
	mutex_exit(&dzp->lock);
	error = find(dzp);
	if (error) {
		dirent_unlock(dl);
		return (error);
	}
	*dlpp = dl;
	return (0);
}

int
remove_it(struct znode *dzp)
{
	struct dirlock *dl;
	int error;

	error = dirent_lock(&dl, dzp, ZXATTR);
	if (error)
		return (error);
#ifdef BROKEN
	if (find(dzp))
		return (5); /* expect: lock-leak */
#endif
	dirent_unlock(dl);
	return (0);
}

int
remove_held(struct znode *dzp)
{
	struct dirlock *dl;
	int error;

	rw_enter(&dzp->name_lock, RW_WRITER);
	error = dirent_lock(&dl, dzp, ZHAVELOCK);
	if (error == 0) {
		(void) find(dzp);
		dirent_unlock(dl);
	}
	rw_exit(&dzp->name_lock);
	return (error);
}
