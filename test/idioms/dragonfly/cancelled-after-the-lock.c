// RUN: %idiom %s
// A lock is tried and waited for in turns until a signal; a request that was cancelled
// meanwhile gives it back.
// Seen in dragonfly: sys/vfs/nfs/nfs_socket.c, nfs_sndlock().
// Broken: a cancelled request keeps it.
#include "dragonfly.h"
#define EINTR 4
int nfs_sigintr(void);

struct nfsmount {
  struct mtx nm_txlock;
  int sent;
};

static int nfs_sndlock(struct nfsmount *nmp, int cancelled) {
  int error, slpflag = PCATCH;

  while ((error = mtx_lock_ex_try(&nmp->nm_txlock)) != 0) {
    if (nfs_sigintr()) {
      error = EINTR;
      break;
    }
    error = mtx_lock_ex(&nmp->nm_txlock, slpflag, 0);
    if (error == 0)
      break;
    slpflag = 0;
  }
  if (cancelled) {
#ifndef BROKEN
    if (error == 0)
      mtx_unlock(&nmp->nm_txlock);
#endif
    error = EINTR;
  }
  return (error); /* expect: lock-leak */
}

int nfs_send(struct nfsmount *nmp, int cancelled) {
  int error;

  error = nfs_sndlock(nmp, cancelled);
  if (error)
    return (error);
  nmp->sent++;
  mtx_unlock(&nmp->nm_txlock);
  return (0);
}
