// RUN: %idiom %s
// A flag is multiplied into the time for which to poll, several calls up: none is no wait.
// Seen in linux: drivers/scsi/NCR5380.c, NCR5380_poll_politely2(), do_abort().
// Broken: the flag says that it may.
#include "linux.h"
#define HZ 250

struct board { spinlock_t lock; };
enum { BUSY, MSG, DATA };

void msleep(unsigned int);
int read_status(struct board *, int);

static int poll(struct board *b, int reg, unsigned long wait) {
  if (!read_status(b, reg))
    return 0;
  if (!wait)
    return -1;
  while (read_status(b, reg))
    msleep(1);
  return 0;
}

static int transfer(struct board *b, int can_sleep) {
  do {
    if (poll(b, BUSY, HZ * can_sleep))
      return -1;
    if (poll(b, MSG, 2 * HZ * can_sleep))
      return -1;
  } while (!poll(b, DATA, 5 * HZ * can_sleep));
  return 0;
}

static int do_abort(struct board *b, int can_sleep) {
  if (poll(b, BUSY, 10 * HZ * can_sleep))
    return -1;
  if (poll(b, DATA, 3 * HZ * can_sleep))
    return -1;
  return transfer(b, can_sleep);
}

void reselect(struct board *b) {
  spin_lock_irq(&b->lock);
#ifdef BROKEN
  do_abort(b, 1); /* expect: sleep-under-lock */
#else
  do_abort(b, 0);
#endif
  spin_unlock_irq(&b->lock);
}
