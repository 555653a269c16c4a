// RUN: %idiom %s
// A wrapper returns the error of an acquire that a signal may end.
// Seen in openbsd: sys/kern/subr_disk.c, disk_lock(), and sys/scsi/sd.c, sdopen().
// Broken: an open that finds the disk dying leaves with the lock.
#include "openbsd.h"
#define ENXIO 6

struct disk {
  struct rwlock dk_lock;
  int dying, opens;
};

static int disk_lock(struct disk *dk) { return (rw_enter(&dk->dk_lock, RW_WRITE | RW_INTR)); }
static void disk_unlock(struct disk *dk) { rw_exit(&dk->dk_lock); }

int sdopen(struct disk *dk) {
  int error;

  if ((error = disk_lock(dk)) != 0)
    return (error);
  if (dk->dying) {
    error = ENXIO;
#ifdef BROKEN
    goto die;
#else
    goto out;
#endif
  }
  dk->opens++;
out:
  disk_unlock(dk);
die:
  return (error); /* expect: lock-leak */
}
