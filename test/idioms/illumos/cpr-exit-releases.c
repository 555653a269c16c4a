// RUN: %idiom %s
// A macro releases the mutex that was stored in a record when the record was set up,
// and the thread ends.
// Seen in illumos: usr/src/uts/common/io/softmac/softmac_fp.c, softmac_taskq_dispatch().
// Broken: the inner loop does not take the mutex again after it gave work away.
#include "illumos.h"

typedef struct callb_cpr {
  kmutex_t *cc_lockp;
  int cc_events;
  kcondvar_t cc_stop_cv;
} callb_cpr_t;
#define CALLB_CPR_EXIT(cp) { ASSERT(MUTEX_HELD((cp)->cc_lockp)); mutex_exit((cp)->cc_lockp); }
void thread_exit(void);
kmutex_t softmac_lock;
kcondvar_t softmac_cv;
int softmac_quit;
void *softmac_next(void);
void softmac_task(void *);
extern taskq_t *system_taskq;

void softmac_dispatch(void) {
  callb_cpr_t cprinfo;
  void *sup;

  cprinfo.cc_lockp = &softmac_lock;
  mutex_enter(&softmac_lock);
  while (!softmac_quit) {
    while ((sup = softmac_next()) != NULL) {
      mutex_exit(&softmac_lock); /* expect: unlock-not-held */
      (void)taskq_dispatch(system_taskq, softmac_task, sup, TQ_SLEEP);
#ifndef BROKEN
      mutex_enter(&softmac_lock);
#endif
    }
    cv_wait(&softmac_cv, &softmac_lock); /* expect: unlock-not-held */
  }
  CALLB_CPR_EXIT(&cprinfo);
  thread_exit();
}
