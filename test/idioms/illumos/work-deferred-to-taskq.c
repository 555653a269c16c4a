// RUN: %idiom %s
// A timeout must not wait and hands the work to a task queue, whose function may.
// Seen in illumos: usr/src/uts/common/io/fibre-channel/ulp/fcip.c, fcip_timeout().
// Broken: the timeout calls the function itself.
#include "illumos.h"

struct fcip {
  kmutex_t fcip_rt_mutex;
  taskq_t *taskq;
  int wanted;
};

static void fcip_rte_remove(void *arg) {
  struct fcip *fptr = arg;

  delay(10); /* expect: sleep-in-interrupt */
  mutex_enter(&fptr->fcip_rt_mutex);
  fptr->wanted = 0;
  mutex_exit(&fptr->fcip_rt_mutex);
}

static void fcip_timeout(void *arg) {
  struct fcip *fptr = arg;

  if (fptr->wanted) {
#ifdef BROKEN
    fcip_rte_remove(fptr);
#else
    (void)taskq_dispatch(fptr->taskq, fcip_rte_remove, fptr, TQ_NOSLEEP);
#endif
  }
}

void fcip_start(struct fcip *fptr) { (void)timeout(fcip_timeout, fptr, 100); }
