// RUN: %idiom %s
// A lock is tried for some time where one must not block; the counter of the rounds
// that are left says afterwards whether it was taken.
// Seen in dragonfly: sys/dev/disk/nvme/nvme_disk.c, nvme_dump().
// Broken: the release does not ask the counter.
#include "dragonfly.h"
void tsc_delay(int ns);

struct nvme_subqueue {
  struct lock lk;
  int submitted;
};

void nvme_dump(struct nvme_subqueue *subq) {
  int didlock = 500;

  while (lockmgr(&subq->lk, LK_EXCLUSIVE | LK_NOWAIT) != 0) {
    if (--didlock == 0)
      break;
    tsc_delay(1000);
  }
  subq->submitted++;
#ifndef BROKEN
  if (didlock)
#endif
    lockmgr(&subq->lk, LK_RELEASE); /* expect: unlock-not-held */
}
