// Functions of the socket layer that release what they are entered with.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

struct sockbuf { struct mtx sb_mtx; };
struct socket { struct sockbuf so_rcv; int so_count; };
extern struct mtx accept_mtx;
void sofree(struct socket *);

int detach_ok(struct socket *so) {
  mtx_lock(&accept_mtx);
  mtx_lock(&so->so_rcv.sb_mtx);
  if (so->so_count == 0) {
    sofree(so);
  } else {
    mtx_unlock(&so->so_rcv.sb_mtx);
    mtx_unlock(&accept_mtx);
  }
  return 0;
}

int detach_bad(struct socket *so) {
  mtx_lock(&accept_mtx);
  mtx_lock(&so->so_rcv.sb_mtx);
  sofree(so);
  mtx_unlock(&accept_mtx); // expect: unlock-not-held
  return 0;
}
