// RUN: %idiom %s
// The mode depends on a condition that is tested again after: if it no longer holds the
// writer lock is downgraded; one lock, one exit on each way.
// Seen in netbsd: sys/kern/kern_veriexec.c, veriexec_file_verify().
// Broken: the failed evaluation does not release.
#include "netbsd.h"

struct entry {
  krwlock_t lock;
  int status, type;
};
int fp_status(struct entry *);

int file_verify(struct entry *vfe, int flag) {
  int error = 0;

  if (vfe->status == 0) {
    rw_enter(&vfe->lock, RW_WRITER);
    if (vfe->status != 0)
      rw_downgrade(&vfe->lock);
  } else
    rw_enter(&vfe->lock, RW_READER);
  if (vfe->status == 0) {
    error = fp_status(vfe);
    if (error) {
#ifndef BROKEN
      rw_exit(&vfe->lock);
#endif
      return error; /* expect: lock-leak */
    }
    vfe->status = 1;
    rw_downgrade(&vfe->lock);
  }
  if (!(vfe->type & flag))
    error = 1;
  rw_exit(&vfe->lock);
  return error;
}
