// RUN: %idiom %s
// A socket goes back to the lock of its domain: entered and left with the lock of the
// socket, which may have been that one before.
// Seen in netbsd: sys/kern/uipc_usrreq.c, unp_resetlock().
// Broken: left with both.
#include "netbsd.h"

struct socket { kmutex_t *so_lock; int users; };
kmutex_t *domain_lock;

void reset(struct socket *so) {
  kmutex_t *old, *new;

  KASSERT(mutex_owned(so->so_lock));
  old = so->so_lock;
  new = domain_lock;
  if (old == new)
    return;
  mutex_enter(new);
  so->users++;
#ifndef BROKEN
  mutex_exit(old);
#endif
  return; /* expect: lock-leak */
}
