// RUN: %idiom %s
// A socket lock is waited for or tried; 1 means that it was taken, unlike for the try
// that it is made of.
// Seen in dragonfly: sys/vfs/nfs/nfs_syscalls.c, nfs_slplock().
// Broken: the result of the try is passed on as it is.
#include "dragonfly.h"

struct nfssvc_sock {
  struct mtx ns_solock;
  int busy;
};

static int nfs_slplock(struct nfssvc_sock *slp, int wait) {
  if (wait) {
    mtx_lock_ex(&slp->ns_solock, 0, 0);
    return (1);
#ifdef BROKEN
  } else
    return (mtx_lock_ex_try(&slp->ns_solock));
#else
  } else if (mtx_lock_ex_try(&slp->ns_solock) == 0) {
    return (1);
  } else
    return (0);
#endif
}

int nfsrv_send(struct nfssvc_sock *slp) {
  if (nfs_slplock(slp, 0) == 0)
    return (35); /* expect: lock-leak */
  slp->busy++;
  mtx_unlock(&slp->ns_solock); /* expect: unlock-not-held */
  return (0);
}
