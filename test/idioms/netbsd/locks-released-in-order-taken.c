// RUN: %idiom %s
// Two locks are taken one inside the other and released outer first; a failed try of
// the second one releases the first.
// Seen in netbsd: sys/dev/sysmon/sysmon_envsys_events.c, sme_events_check().
// Broken: the failed try does not release the first.
#include "netbsd.h"

struct sme {
  kmutex_t sme_work_mtx, sme_mtx;
  int sme_busy;
};

void sme_events_check(struct sme *sme) {
  mutex_enter(&sme->sme_work_mtx);
  if (sme->sme_busy > 0) {
    mutex_exit(&sme->sme_work_mtx);
    return;
  }
  if (!mutex_tryenter(&sme->sme_mtx)) {
#ifndef BROKEN
    mutex_exit(&sme->sme_work_mtx);
#endif
    return; /* expect: lock-leak */
  }
  sme->sme_busy++;
  mutex_exit(&sme->sme_work_mtx);
  mutex_exit(&sme->sme_mtx);
}
