// RUN: %idiom %s
// Objects of several types begin with the same header. It is looked up, locked and cast
// to the object; what gives it back is handed the header as a member.
// Seen in illumos: usr/src/uts/common/io/ib/clients/of/sol_uverbs/sol_uverbs.c,
// sol_uverbs_close().
// Broken: it is not given back when it was removed meanwhile.
#include "illumos.h"

struct header {
  krwlock_t lock;
  int live;
};
struct session {
  struct header hdr;
  int closing;
};

static struct header *table[8];

static struct header *header_get(int id) {
  struct header *h = table[id & 7];

  if (h == NULL)
    return (NULL);
  rw_enter(&h->lock, RW_WRITER);
  return (h);
}

static void header_put(struct header *h) { rw_exit(&h->lock); }

int session_close(int id) {
  struct session *s = (struct session *)header_get(id);

  if (s == NULL)
    return (6);
  if (!s->hdr.live) {
#ifndef BROKEN
    header_put(&s->hdr);
#endif
    return (5); /* expect: lock-leak */
  }
  s->closing = 1;
  header_put(&s->hdr);
  return (0);
}
