// RUN: %idiom %s
// A callout's handler takes the network lock and inside it the kernel lock, leaving early
// under the first one alone.
// Seen in netbsd: sys/netinet/tcp_timer.c, tcp_timer_rexmt().
// Broken: the early way out is after the second lock.
#include "netbsd.h"

struct tcpcb {
  callout_t timer;
  int t_flags, t_rexmt;
};
kmutex_t *softnet_lock;

static void tcp_timer_rexmt(void *arg) {
  struct tcpcb *tp = arg;

  mutex_enter(softnet_lock);
#ifndef BROKEN
  if (tp->t_flags & 1) {
    mutex_exit(softnet_lock);
    return;
  }
#endif
  KERNEL_LOCK(1, NULL);
#ifdef BROKEN
  if (tp->t_flags & 1) {
    mutex_exit(softnet_lock);
    return; /* expect: lock-leak */
  }
#endif
  tp->t_rexmt++;
  KERNEL_UNLOCK_ONE(NULL);
  mutex_exit(softnet_lock);
}

void tcp_timer_init(struct tcpcb *tp) { callout_setfunc(&tp->timer, tcp_timer_rexmt, tp); }
