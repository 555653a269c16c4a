// RUN: %idiom %s
// A command function is entered with the kernel lock, gives it up for its work, and
// takes it before it returns.
// Seen in openbsd: sys/dev/ic/mpi.c, mpi_scsi_cmd().
// Broken: the command that ran out of room returns without it.
#include "openbsd.h"

struct scsi_xfer {
  int cmdlen, error;
};
int mpi_start(struct scsi_xfer *xs);

void mpi_scsi_cmd(struct scsi_xfer *xs) {
  KERNEL_ASSERT_LOCKED();
  KERNEL_UNLOCK();
  if (mpi_start(xs) != 0) {
    xs->error = 1;
#ifdef BROKEN
    return; /* expect: lock-leak */
#endif
  }
  KERNEL_LOCK();
}

int scsi_poll(struct scsi_xfer *xs) {
  int error;

  KERNEL_LOCK();
  mpi_scsi_cmd(xs);
  error = xs->error;
  KERNEL_UNLOCK();
  return (error);
}
