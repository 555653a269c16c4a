// RUN: %idiom %s
// callout_halt() waits for the handler and releases the mutex given to it meanwhile; it
// is held again afterwards.
// Seen in netbsd: sys/dev/sdmmc/sdhc.c, sdhc_bus_power().
// Broken: the mutex is released and then released again at the label.
#include "netbsd.h"

struct sdhc {
  kmutex_t intr_lock;
  callout_t tuning_timer;
  int ocr;
};

int sdhc_bus_power(struct sdhc *hp, int ocr) {
  int error = 0;

  mutex_enter(&hp->intr_lock);
  if (ocr == 0) {
    callout_halt(&hp->tuning_timer, &hp->intr_lock);
#ifdef BROKEN
    mutex_exit(&hp->intr_lock);
#endif
    goto out;
  }
  if ((ocr & 0xff) == 0) {
    error = 22;
    goto out;
  }
  hp->ocr = ocr;
out:
  mutex_exit(&hp->intr_lock); /* expect: unlock-not-held */
  return error;
}
