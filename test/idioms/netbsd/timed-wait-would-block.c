// RUN: %idiom %s
// The wait returns EWOULDBLOCK at the time-out, with the mutex held; the loop is left
// and the caller, who asserted the mutex, still has it.
// Seen in netbsd: sys/dev/sdmmc/sdhc.c, sdhc_wait_intr().
// Broken: the time-out releases the caller's mutex.
#include "netbsd.h"

struct sdhc {
  kmutex_t intr_lock;
  kcondvar_t intr_cv;
  int intr_status;
};

static int sdhc_wait_intr(struct sdhc *hp, int mask, int timo) {
  int status, nointr = 0;

  KASSERT(mutex_owned(&hp->intr_lock));
  status = hp->intr_status & mask;
  while (status == 0) {
    if (cv_timedwait(&hp->intr_cv, &hp->intr_lock, timo) == 35) {
      nointr = 1;
#ifdef BROKEN
      mutex_exit(&hp->intr_lock);
#endif
      break;
    }
    status = hp->intr_status & mask;
  }
  if (nointr)
    return 0;
  return status;
}

int sdhc_exec(struct sdhc *hp) {
  int status;

  mutex_enter(&hp->intr_lock);
  status = sdhc_wait_intr(hp, 1, 100);
  mutex_exit(&hp->intr_lock); /* expect: unlock-not-held */
  return status;
}
