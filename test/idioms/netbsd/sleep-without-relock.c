// RUN: %idiom %s
// With a flag the sleep does not take its mutex again: the loop goes round to a place
// that takes it, and an error returns without.
// Seen in netbsd: sys/ufs/lfs/lfs_vnops.c, lfs_set_dirop().
// Broken: the sleep is done without the flag.
#include "netbsd.h"

struct lfs {
  kmutex_t lfs_lock;
  int lfs_dirops;
};

int lfs_set_dirop(struct lfs *fs) {
  int error;

restart:
  mutex_enter(&fs->lfs_lock); /* expect: recursive-lock */
  if (fs->lfs_dirops > 10) {
#ifdef BROKEN
    error = mtsleep(&fs->lfs_dirops, PCATCH, "maxdirop", 0, &fs->lfs_lock);
#else
    error = mtsleep(&fs->lfs_dirops, PCATCH | PNORELOCK, "maxdirop", 0, &fs->lfs_lock);
#endif
    if (error)
      return error; /* expect: lock-leak */
    goto restart;
  }
  fs->lfs_dirops++;
  mutex_exit(&fs->lfs_lock);
  return 0;
}
