// RUN: %idiom %s
// A poller skips a device whose serializer another thread has.
// Seen in dragonfly: sys/net/if_poll.c, rxpoll_handler().
// Broken: a device that is down is skipped with it.
#include "dragonfly.h"

struct iopoll_rec {
  struct lwkt_serialize serializer;
  int running, polls;
};

void rxpoll_handler(struct iopoll_rec *rec, int count) {
  int i;

  for (i = 0; i < count; i++) {
    if (!lwkt_serialize_try(&rec[i].serializer))
      continue;
#ifdef BROKEN
    if (!rec[i].running)
      return; /* expect: lock-leak */
#endif
    if (rec[i].running)
      rec[i].polls++;
    lwkt_serialize_exit(&rec[i].serializer);
  }
}
