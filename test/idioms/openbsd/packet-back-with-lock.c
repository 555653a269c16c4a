// RUN: %idiom %s
// An input routine takes the packet and returns NULL with the session's lock
// given up, or returns what is not for it with the lock held: its callers go on
// with that and release the lock.
// Seen in OpenBSD: sys/net/pipex.c, pipex_pptp_input().
// Broken: the caller does not look at what came back, and never releases it.
#include "openbsd.h"

struct mbuf {
  struct mbuf *next;
  int proto, bad;
};
struct session {
  struct mutex mtx;
  int window;
};
int deliver(struct session *, struct mbuf *);

static struct mbuf *input(struct session *s, struct mbuf *m) {
  mtx_enter(&s->mtx);
  if (m->bad)
    goto other;
  if (m->proto == 0x57) {
    mtx_leave(&s->mtx);
    deliver(s, m);
    return (NULL);
  }
other:
  s->window++;
  return (m); /* expect: lock-leak */
}

void receive(struct session *s, struct mbuf *m) {
  m = input(s, m);
#ifndef BROKEN
  if (m != NULL) {
    s->window--;
    mtx_leave(&s->mtx);
  }
#endif
}
