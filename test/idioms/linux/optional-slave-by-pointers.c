// RUN: %idiom %s
// The other end of a pair is locked unless there is none or it is this end.
// Seen in linux: drivers/tty/tty_mutex.c, tty_lock_slave() and tty_unlock_slave().
// Broken: the release does not ask whether it is this end.
#include "linux.h"

struct tty_struct {
  struct mutex legacy_mutex;
  struct tty_struct *link;
  int count;
};

static void tty_lock_slave(struct tty_struct *tty, struct tty_struct *self) {
  if (tty && tty != self)
    mutex_lock_nested(&tty->legacy_mutex, 1);
}

static void tty_unlock_slave(struct tty_struct *tty, struct tty_struct *self) {
#ifdef BROKEN
  if (tty)
#else
  if (tty && tty != self)
#endif
    mutex_unlock(&tty->legacy_mutex);
}

int tty_release(struct tty_struct *tty, struct tty_struct *o_tty) {
  int count;

  mutex_lock(&tty->legacy_mutex);
  tty_lock_slave(o_tty, tty);
  count = tty->count;
  tty_unlock_slave(o_tty, tty);
  mutex_unlock(&tty->legacy_mutex); /* expect: unlock-not-held */
  return count;
}
