// RUN: %idiom %s
// Attaching gives a socket its lock and takes it, unless the socket came with one, which
// is its caller's; in either case it is locked at the end, also in failure.
// Seen in netbsd: sys/kern/uipc_usrreq.c, unp_attach(), and sys/kern/uipc_socket.c,
// socreate().
// Broken: a second lock, of the protocol, is kept in failure.
#include "netbsd.h"

struct socket {
  kmutex_t *so_lock;
  int type, space;
};
struct protocol { int (*attach)(struct socket *); };
kmutex_t *domain_lock, space_lock;
int reserve(struct socket *);

static int attach(struct socket *so) {
  int error;

  switch (so->type) {
  case 1:
    if (so->so_lock == NULL) {
      so->so_lock = mutex_obj_alloc(MUTEX_DEFAULT, IPL_NONE);
      mutex_enter(so->so_lock);
    }
    break;
  default:
    if (so->so_lock == NULL) {
      so->so_lock = domain_lock;
      mutex_enter(so->so_lock);
    }
    break;
  }
  mutex_enter(&space_lock);
  error = reserve(so);
  if (error) {
#ifndef BROKEN
    mutex_exit(&space_lock);
#endif
    return (error); /* expect: lock-leak */
  }
  so->space = 1;
  mutex_exit(&space_lock);
  return (0);
}

const struct protocol stream = {.attach = attach};
