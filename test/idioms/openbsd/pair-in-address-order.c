// RUN: %idiom %s
// Two sockets are locked in the order of their addresses, by either branch.
// Seen in openbsd: sys/kern/uipc_socket2.c, solock_pair().
// Broken: one branch locks the same socket twice.
#include "openbsd.h"

struct socket {
  struct rwlock so_lock;
  int so_count;
};

static void solock_pair(struct socket *so1, struct socket *so2) {
  if (so1 < so2) {
    rw_enter_write(&so1->so_lock);
    rw_enter_write(&so2->so_lock);
  } else {
    rw_enter_write(&so2->so_lock);
#ifdef BROKEN
    rw_enter_write(&so2->so_lock); /* expect: recursive-lock */
#else
    rw_enter_write(&so1->so_lock);
#endif
  }
}

void soconnect2(struct socket *so1, struct socket *so2) {
  solock_pair(so1, so2);
  so1->so_count++;
  so2->so_count++;
  rw_exit_write(&so2->so_lock);
  rw_exit_write(&so1->so_lock);
}
