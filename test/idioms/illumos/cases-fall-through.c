// RUN: %idiom %s
// A clean-up by levels: each case does its part and falls into the next one, a case in
// the middle takes and releases the mutex.
// Seen in illumos: usr/src/uts/common/io/1394/targets/av1394/av1394_isoch_chan.c,
// av1394_ic_cleanup().
// Broken: the case before takes it too.
#include "illumos.h"

struct isoch {
  kmutex_t i_mutex;
  void *i_ic;
};
struct ic { struct isoch *ip; int dir; };
void ir_fini(struct ic *);
void free_channel(struct ic *);

void ic_cleanup(struct ic *icp, int level) {
  struct isoch *ip = icp->ip;

  switch (level) {
  default:
    ir_fini(icp);
#ifdef BROKEN
    mutex_enter(&ip->i_mutex);
#endif
    /* FALLTHRU */
  case 3:
    mutex_enter(&ip->i_mutex); /* expect: recursive-lock */
    ip->i_ic = NULL;
    mutex_exit(&ip->i_mutex);
    /* FALLTHRU */
  case 2:
    free_channel(icp);
    /* FALLTHRU */
  case 1:
    icp->dir = 0;
  }
}

void ic_fini(struct ic *icp) { ic_cleanup(icp, 3); }
