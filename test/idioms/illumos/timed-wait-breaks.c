// RUN: %idiom %s
// A timed wait whose -1 leaves the loop, mutex held as after any other return of it.
// Seen in illumos: usr/src/uts/common/io/softmac/softmac_pkt.c, softmac_output().
// Broken: the time-out returns at once.
#include "illumos.h"

struct lower {
  kmutex_t sl_mutex;
  kcondvar_t sl_cv;
  int sl_pending;
  void *sl_ack;
};

int softmac_output(struct lower *slp, int prim) {
  void *mp;

  mutex_enter(&slp->sl_mutex);
  slp->sl_pending = prim;
  while (slp->sl_pending != 0) {
    if (cv_reltimedwait(&slp->sl_cv, &slp->sl_mutex, 100, 1) == -1)
#ifdef BROKEN
      return (62); /* expect: lock-leak */
#else
      break;
#endif
  }
  mp = slp->sl_ack;
  slp->sl_ack = NULL;
  slp->sl_pending = 0;
  mutex_exit(&slp->sl_mutex);
  return (mp == NULL ? 62 : 0);
}
