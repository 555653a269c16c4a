// RUN: %idiom %s
// Locks of two directories are taken in either order, but only inside of a mutex that
// lets in one rename at a time.
// Seen in illumos: usr/src/uts/common/fs/tmpfs/tmp_vnops.c, tmp_rename().
// Broken: one of the two does without that mutex.
#include "illumos.h"

struct tmount { kmutex_t tm_renamelck; };
struct dir { krwlock_t tn_rwlock; int n; };
struct file { krwlock_t f_rwlock; int n; };

void unlink_source(struct tmount *tm, struct dir *fromparent, struct file *fp) {
  mutex_enter(&tm->tm_renamelck);
  rw_enter(&fromparent->tn_rwlock, RW_WRITER);
  rw_enter(&fp->f_rwlock, RW_WRITER); /* expect: lock-order */
  fp->n--;
  rw_exit(&fp->f_rwlock);
  rw_exit(&fromparent->tn_rwlock);
  mutex_exit(&tm->tm_renamelck);
}

void link_target(struct tmount *tm, struct dir *toparent, struct file *fp) {
#ifndef BROKEN
  mutex_enter(&tm->tm_renamelck);
#endif
  rw_enter(&fp->f_rwlock, RW_WRITER);
  rw_enter(&toparent->tn_rwlock, RW_WRITER);
  toparent->n++;
  rw_exit(&toparent->tn_rwlock);
  rw_exit(&fp->f_rwlock);
#ifndef BROKEN
  mutex_exit(&tm->tm_renamelck);
#endif
}
