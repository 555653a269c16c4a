// RUN: %idiom %s
// An acquire that a signal ends says so by one number only, and it is that
// number which is asked for.
// Seen in linux: drivers/scsi/hpsa.c, hpsa_do_reset().
// Broken: another number is asked for, so that an interrupted caller goes on.
#include "linux.h"
#define EINTR 4
#define EAGAIN 11

struct ctlr {
  struct mutex reset;
};
int send_reset(struct ctlr *h);

int do_reset(struct ctlr *h) {
  int rc;

#ifdef BROKEN
  if (mutex_lock_interruptible(&h->reset) == -EAGAIN)
#else
  if (mutex_lock_interruptible(&h->reset) == -EINTR)
#endif
    return -EINTR;
  rc = send_reset(h);
  mutex_unlock(&h->reset); /* expect: unlock-not-held */
  return rc;
}
