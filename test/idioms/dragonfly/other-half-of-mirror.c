// RUN: %idiom %s
// What is done with one half of a mirror may release the lock of the other half, which
// was taken for it in that case only.
// Seen in dragonfly: sys/dev/disk/ccd/ccd.c, ccdiodone().
// Broken: its own lock is released in that case only.
#include "dragonfly.h"
#define DONE 1
#define WRITE 2

struct half {
  struct lock lk;
  struct half *mirror;
  int flags;
};

void half_done(struct half *h) {
  if (h->flags & WRITE) {
    if (!(h->flags & DONE)) {
      h->mirror->flags |= DONE;
      return; /* expect: lock-leak */
    }
  } else if (!(h->flags & DONE)) {
#ifdef BROKEN
    lockmgr(&h->lk, LK_RELEASE);
#else
    lockmgr(&h->mirror->lk, LK_RELEASE);
#endif
  }
  wakeup(h);
}
