// RUN: %idiom %s
// A function gives up the lock of its caller and the packet, or keeps both: nobody
// returns no packet with the lock, since the packet was there to be looked at.
// Seen in openbsd: sys/net/pipex.c, pipex_common_input() and pipex_pptp_input().
// Broken: a packet too short is freed with the lock held.
#include "openbsd.h"

struct packet {
  int len;
};
struct session {
  struct mutex mtx;
  int lost;
};
void packet_free(struct packet *p);
void packet_use(struct packet *p);

static struct packet *input(struct session *s, struct packet *p) {
  if (p->len < 4) {
#ifndef BROKEN
    mtx_leave(&s->mtx);
#endif
    packet_free(p);
    return (NULL);
  }
  if (p->len > 1500)
    return (p);
  mtx_leave(&s->mtx);
  packet_use(p);
  return (NULL);
}

struct packet *session_input(struct session *s, struct packet *p) {
  mtx_enter(&s->mtx);
  p = input(s, p);
  if (p == NULL)
    return (NULL); /* expect: lock-leak */
  s->lost++;
  mtx_leave(&s->mtx);
  return (p);
}
