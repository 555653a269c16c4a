// RUN: %idiom %s
// Whether a register needs the lock is worked out once, from two comparisons, and kept.
// Seen in linux: drivers/video/fbdev/omap2/omapfb/dss/dispc.c, mgr_fld_write().
// Broken: the release asks one of the two comparisons again.
#include "linux.h"
#define DISPC_CONTROL 0x40
#define DISPC_CONFIG 0x44

struct dispc {
  spinlock_t control_lock;
  int regs[64];
};

int mgr_fld_write(struct dispc *dispc, int reg, int value) {
  const int need_lock = reg == DISPC_CONTROL || reg == DISPC_CONFIG;
  unsigned long flags;

  if (need_lock)
    spin_lock_irqsave(&dispc->control_lock, flags);
  dispc->regs[reg & 63] = value;
#ifdef BROKEN
  if (reg == DISPC_CONTROL)
#else
  if (need_lock)
#endif
    spin_unlock_irqrestore(&dispc->control_lock, flags);
  return value;
}

int dispc_configure(struct dispc *dispc, int value) {
  return mgr_fld_write(dispc, DISPC_CONFIG, value);
}

int dispc_enable(struct dispc *dispc) {
  if (mgr_fld_write(dispc, DISPC_CONFIG, 1) == 0)
    return -5;
  return mgr_fld_write(dispc, DISPC_CONTROL, 1); /* expect: recursive-lock */
}
