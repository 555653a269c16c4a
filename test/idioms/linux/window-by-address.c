// RUN: %idiom %s
// A register is reached directly or through a window, which takes a lock: that depends
// on its address, by a function elsewhere. The window is worked by registers that are reached
// directly, so the function calls itself with the lock, and does not take it again.
// Seen in linux: drivers/scsi/qla2xxx/qla_nx.c, qla82xx_rd_32() and qla82xx_wr_32().
// Broken: the lock is taken for each register.
#include "linux.h"
#define UNLOCK 0x2000

struct hw {
  spinlock_t lock;
  int *base;
};
int is_direct(struct hw *hw, unsigned at);

static int read(struct hw *hw, unsigned at) {
  int straight = is_direct(hw, at), data;

#ifndef BROKEN
  if (!straight)
#endif
    spin_lock(&hw->lock);
  data = hw->base[at];
  if (!straight)
    read(hw, UNLOCK); /* expect: recursive-lock */
#ifndef BROKEN
  if (!straight)
#endif
    spin_unlock(&hw->lock);
  return data;
}

int reset(struct hw *hw) { return read(hw, 0x1000); }
