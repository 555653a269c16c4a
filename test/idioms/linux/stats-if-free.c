// RUN: %idiom %s
// Statistics of each port are updated if nobody else does that just now.
// Seen in linux: drivers/net/ethernet/mediatek/mtk_eth_soc.c, mtk_stats_update().
// Broken: a port that is down goes on to the next one with the lock.
#include "linux.h"
#define PORTS 2

struct hw_stats {
  spinlock_t stats_lock;
  int packets, down;
};
struct mac {
  struct hw_stats *hw_stats;
};

void stats_update(struct mac **mac) {
  int i;

  for (i = 0; i < PORTS; i++) {
    if (!mac[i] || !mac[i]->hw_stats)
      continue;
    if (spin_trylock(&mac[i]->hw_stats->stats_lock)) {
#ifdef BROKEN
      if (mac[i]->hw_stats->down)
        return; /* expect: lock-leak */
#endif
      mac[i]->hw_stats->packets++;
      spin_unlock(&mac[i]->hw_stats->stats_lock);
    }
  }
}
