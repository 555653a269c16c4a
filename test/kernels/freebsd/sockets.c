// Functions of the socket and terminal layers that release what they are entered
// with.
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

void sowakeup(struct socket *, struct sockbuf *);

int wakeup_ok(struct socket *so) {
  mtx_lock(&so->so_rcv.sb_mtx);
  if (so->so_count == 0)
    sowakeup(so, &so->so_rcv);
  else
    mtx_unlock(&so->so_rcv.sb_mtx);
  return 0;
}

int wakeup_bad(struct socket *so) {
  mtx_lock(&so->so_rcv.sb_mtx);
  sowakeup(so, &so->so_rcv);
  mtx_unlock(&so->so_rcv.sb_mtx); // expect: unlock-not-held
  return 0;
}

struct tty { struct mtx *t_mtx; int t_flags; };
void tty_rel_gone(struct tty *), tty_rel_pgrp(struct tty *, void *),
    tty_rel_sess(struct tty *, void *);

#define RELEASES(f, call)                                                      \
  int f##_ok(struct tty *tp) {                                                 \
    mtx_lock(tp->t_mtx);                                                       \
    if (tp->t_flags == 0) {                                                    \
      mtx_unlock(tp->t_mtx);                                                   \
      return 1;                                                                \
    }                                                                          \
    call;                                                                      \
    return 1;                                                                  \
  }                                                                            \
  int f##_bad(struct tty *tp) {                                                \
    mtx_lock(tp->t_mtx);                                                       \
    call;                                                                      \
    mtx_unlock(tp->t_mtx);                                                     \
    return 1;                                                                  \
  }

RELEASES(gone, tty_rel_gone(tp)) // expect: unlock-not-held
RELEASES(pgrp, tty_rel_pgrp(tp, 0)) // expect: unlock-not-held
RELEASES(sess, tty_rel_sess(tp, 0)) // expect: unlock-not-held
