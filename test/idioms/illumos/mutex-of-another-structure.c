// RUN: %idiom %s
// The driver's lock is one of the SCSI device under it, reached by a macro through two
// pointers; waits and helpers use the same macro.
// Seen in illumos: usr/src/uts/common/io/scsi/targets/sd.c, sddump() and SD_MUTEX().
// Broken: one way out keeps it.
#include "illumos.h"

struct scsi_device { kmutex_t sd_mutex; };
struct sd_lun {
  struct scsi_device *un_sd;
  kcondvar_t un_state_cv;
  int un_state, un_ncmds;
};
#define SD_MUTEX(un) (&((un)->un_sd->sd_mutex))

int sd_wait_ready(struct sd_lun *un) {
  ASSERT(!mutex_owned(SD_MUTEX(un)));
  mutex_enter(SD_MUTEX(un));
  while (un->un_state == 2 || un->un_state == 4)
    cv_wait(&un->un_state_cv, SD_MUTEX(un));
  if (un->un_state == 1) {
#ifndef BROKEN
    mutex_exit(SD_MUTEX(un));
#endif
    return (5); /* expect: lock-leak */
  }
  un->un_ncmds++;
  mutex_exit(SD_MUTEX(un));
  return (0);
}
