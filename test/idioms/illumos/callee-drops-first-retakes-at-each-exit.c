// RUN: %idiom %s
// Releases its caller's lock as the first thing and takes it again before each return.
// Seen in illumos: usr/src/uts/common/fs/zfs/zil.c, zil_commit_writer().
// Broken: the early return does not take it again.
#include "illumos.h"

struct zilog {
  kmutex_t zl_lock;
  kcondvar_t zl_cv;
  int zl_writer;
};
int zil_get_commit_list(struct zilog *);
void zil_write(struct zilog *);

static void zil_commit_writer(struct zilog *zilog) {
  mutex_exit(&zilog->zl_lock);
  if (zil_get_commit_list(zilog) == 0) {
#ifndef BROKEN
    mutex_enter(&zilog->zl_lock);
#endif
    return; /* expect: lock-leak */
  }
  zil_write(zilog);
  mutex_enter(&zilog->zl_lock);
}

void zil_commit(struct zilog *zilog) {
  mutex_enter(&zilog->zl_lock);
  while (zilog->zl_writer)
    cv_wait(&zilog->zl_cv, &zilog->zl_lock);
  zilog->zl_writer = B_TRUE;
  zil_commit_writer(zilog);
  zilog->zl_writer = 0;
  mutex_exit(&zilog->zl_lock);
}
