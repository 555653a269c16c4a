// RUN: %idiom %s
// A token is given up by sleeping, so that one may sleep with it.
// Seen in dragonfly: sys/vfs/hammer/hammer_io.c, hammer_io_wait().
// Broken: a spinlock is held as well.
#include "dragonfly.h"

struct hammer_io {
  struct lwkt_token io_token;
  struct spinlock spin;
  int running, waiting;
};

void hammer_io_wait(struct hammer_io *io) {
  if (io->running) {
    lwkt_gettoken(&io->io_token);
#ifdef BROKEN
    spin_lock(&io->spin);
#endif
    while (io->running) {
      io->waiting = 1;
      tsleep(io, 0, "hmrflw", 100); /* expect: sleep-under-lock */
    }
#ifdef BROKEN
    spin_unlock(&io->spin);
#endif
    lwkt_reltoken(&io->io_token);
  }
}
