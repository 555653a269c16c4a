// RUN: %idiom %s
// The caller's flag word is turned into the allocator's flag; a caller that holds a spin
// mutex passes the bit.
// Seen in netbsd: sys/dev/ata/ata.c, ata_get_xfer().
// Broken: it passes another bit.
#include "netbsd.h"

struct chan {
  kmutex_t ch_lock;
  void *ch_xfer;
};
void *ata_xfer_pool;

static void *get_xfer(int flags) {
  return pool_get(ata_xfer_pool, (flags & 0x20) != 0 ? PR_NOWAIT : PR_WAITOK);
}

void ata_attach(struct chan *chp) {
  mutex_init(&chp->ch_lock, MUTEX_DEFAULT, IPL_VM);
  chp->ch_xfer = get_xfer(0);
}

void ata_reset(struct chan *chp) {
  mutex_enter(&chp->ch_lock);
#ifdef BROKEN
  chp->ch_xfer = get_xfer(0x40); /* expect: sleeping-alloc-under-lock */
#else
  chp->ch_xfer = get_xfer(0x20);
#endif
  mutex_exit(&chp->ch_lock);
}
