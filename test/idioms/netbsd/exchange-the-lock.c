// RUN: %idiom %s
// The object's lock is exchanged for another one: the new one is taken, the field set,
// the old one released through a local. The caller has the new one.
// Seen in netbsd: sys/kern/uipc_usrreq.c, unp_resetlock().
// Broken: it is the field that is released, which is the new lock already.
#include "netbsd.h"

struct socket {
  kmutex_t *so_lock;
  int so_state;
};
kmutex_t *uipc_lock;

void unp_resetlock(struct socket *so) {
  kmutex_t *olock, *nlock;

  KASSERT(mutex_owned(so->so_lock));
  olock = so->so_lock;
  nlock = uipc_lock;
  if (olock == nlock)
    return;
  mutex_enter(nlock);
  so->so_lock = nlock;
#ifdef BROKEN
  mutex_exit(nlock);
#endif
  so->so_state |= 1;
#ifdef BROKEN
  mutex_exit(nlock); /* expect: unlock-not-held */
#else
  mutex_exit(olock);
#endif
}
