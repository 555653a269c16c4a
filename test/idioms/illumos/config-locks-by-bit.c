// RUN: %idiom %s
// A set of locks by bits: the structure's mutex is held for a moment only, a failure
// releases it before it gives back the bits.
// Seen in illumos: usr/src/uts/common/fs/zfs/spa_misc.c, spa_config_tryenter().
// Broken: for writers the failure does not release it.
#include "illumos.h"

struct scl {
  kmutex_t scl_lock;
  int scl_writer, scl_wanted, scl_count;
};
struct spa { struct scl spa_config_lock[7]; };

static void spa_config_exit(struct spa *spa, int locks) {
  for (int i = 6; i >= 0; i--) {
    struct scl *scl = &spa->spa_config_lock[i];

    if (!(locks & (1 << i)))
      continue;
    mutex_enter(&scl->scl_lock);
    scl->scl_count--;
    mutex_exit(&scl->scl_lock);
  }
}

int spa_config_tryenter(struct spa *spa, int locks, krw_t rw) {
  for (int i = 0; i < 7; i++) {
    struct scl *scl = &spa->spa_config_lock[i];

    if (!(locks & (1 << i)))
      continue;
    mutex_enter(&scl->scl_lock);
    if (rw == RW_READER) {
      if (scl->scl_writer || scl->scl_wanted) {
        mutex_exit(&scl->scl_lock);
        spa_config_exit(spa, locks);
        return (0);
      }
    } else {
      if (scl->scl_count != 0) {
#ifndef BROKEN
        mutex_exit(&scl->scl_lock);
#endif
        spa_config_exit(spa, locks);
        return (0); /* expect: lock-leak */
      }
      scl->scl_writer = 1;
    }
    scl->scl_count++;
    mutex_exit(&scl->scl_lock);
  }
  return (1);
}
