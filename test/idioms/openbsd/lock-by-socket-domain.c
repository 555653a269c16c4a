// RUN: %idiom %s
// A socket is locked by the net lock or by its own, depending on its domain, which the
// release asks again.
// Seen in openbsd: sys/kern/uipc_socket2.c, solock() and sounlock().
// Broken: a way out without the release.
#include "openbsd.h"
#define PF_INET 2
#define PF_INET6 24
extern struct rwlock netlock;

struct socket {
  struct rwlock so_lock;
  const int *so_family;
  int so_error;
};

static void sock_lock(struct socket *so) {
  switch (*so->so_family) {
  case PF_INET:
  case PF_INET6:
    rw_enter_write(&netlock);
    break;
  default:
    rw_enter_write(&so->so_lock);
    break;
  }
}

static void sock_unlock(struct socket *so) {
  switch (*so->so_family) {
  case PF_INET:
  case PF_INET6:
    rw_exit_write(&netlock);
    break;
  default:
    rw_exit_write(&so->so_lock);
    break;
  }
}

int soconnect(struct socket *so, int error) {
  sock_lock(so);
#ifdef BROKEN
  if (error)
    return (error); /* expect: lock-leak, lock-leak */
#endif
  so->so_error = error;
  sock_unlock(so);
  return (error);
}
