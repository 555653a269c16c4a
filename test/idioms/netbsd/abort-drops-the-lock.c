// RUN: %idiom %s
// A callee that is entered locked and releases; the loop takes the lock again after each
// call and goes on.
// Seen in netbsd: sys/kern/uipc_socket.c, soclose() and soabort().
// Broken: for the second queue it goes on without.
#include "netbsd.h"

struct socket {
  kmutex_t *so_lock;
  struct socket *so_q0, *so_q;
};
void soqremque(struct socket *, int);

static int soabort(struct socket *so, struct socket *so2) {
  so2->so_q0 = NULL;
  mutex_exit(so->so_lock);
  return 0;
}

int soclose(struct socket *so) {
  struct socket *so2;

  mutex_enter(so->so_lock);
  for (;;) {
    if ((so2 = so->so_q0) != NULL) {
      soqremque(so2, 0);
      (void)soabort(so, so2);
      mutex_enter(so->so_lock);
      continue;
    }
    if ((so2 = so->so_q) != NULL) {
      soqremque(so2, 1);
      (void)soabort(so, so2); /* expect: unlock-not-held */
#ifndef BROKEN
      mutex_enter(so->so_lock);
#endif
      continue;
    }
    break;
  }
  mutex_exit(so->so_lock);
  return 0;
}
