// RUN: %idiom %s
// The loop's condition takes work under the lock, the body drops it, two arms of an if
// each take it again.
// Seen in illumos: usr/src/uts/common/io/blkdev/blkdev.c, bd_sched().
// Broken: the arm without error does not take it again.
#include "illumos.h"

struct bd {
  kmutex_t d_iomutex;
  int d_qactive, d_qsize;
};
void *list_remove_head(void *);
int submit(void *);

void bd_sched(struct bd *bd) {
  void *xi;

  mutex_enter(&bd->d_iomutex);
  while (bd->d_qactive < bd->d_qsize && (xi = list_remove_head(bd)) != NULL) {
    bd->d_qactive++;
    mutex_exit(&bd->d_iomutex); /* expect: unlock-not-held */
    if (submit(xi) != 0) {
      mutex_enter(&bd->d_iomutex);
      bd->d_qactive--;
    } else {
#ifndef BROKEN
      mutex_enter(&bd->d_iomutex);
#endif
    }
  }
  mutex_exit(&bd->d_iomutex); /* expect: unlock-not-held */
}
