// RUN: %idiom %s
// With an object locked, the table's lock is tried; else a reference keeps the object,
// both are taken in the usual order, and the object may be gone by then.
// Seen in freebsd10: sys/netinet/tcp_input.c, tcp_input().
// Broken: the object is not released before the table's lock is waited for.
#include "freebsd.h"

struct inpcb {
  struct rwlock inp_lock;
  int refs, dead;
};
static struct rwlock tcbinfo_lock;

static int in_pcbrele_wlocked(struct inpcb *inp) {
  inp->refs--;
  if (inp->dead) {
    rw_wunlock(&inp->inp_lock);
    return (1);
  }
  return (0);
}

void tcp_usr_abort(struct inpcb *inp) {
  rw_rlock(&tcbinfo_lock);
  rw_wlock(&inp->inp_lock); /* expect: lock-order */
  inp->dead = 1;
  rw_wunlock(&inp->inp_lock);
  rw_runlock(&tcbinfo_lock);
}

void tcp_attach(struct inpcb *inp) {
  rw_wlock(&tcbinfo_lock);
  inp->refs = 1;
  rw_wunlock(&tcbinfo_lock);
}

void tcp_input(struct inpcb *inp) {
  rw_wlock(&inp->inp_lock);
  if (rw_try_rlock(&tcbinfo_lock) == 0) {
    inp->refs++;
#ifndef BROKEN
    rw_wunlock(&inp->inp_lock);
#endif
    rw_rlock(&tcbinfo_lock);
#ifndef BROKEN
    rw_wlock(&inp->inp_lock);
#endif
    if (in_pcbrele_wlocked(inp)) {
      rw_runlock(&tcbinfo_lock);
      return;
    }
  }
  inp->dead = 2;
  rw_wunlock(&inp->inp_lock);
  rw_runlock(&tcbinfo_lock);
}
