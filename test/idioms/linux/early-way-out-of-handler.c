// RUN: %idiom %s
// A handler that got the lock releases it on each way out, also from inside a loop.
// Seen in linux: drivers/net/ethernet/neterion/s2io.c, tx_intr_handler().
// Broken: the way out of the loop does not.
#include "linux.h"

struct fifo {
  spinlock_t tx_lock;
  int get, put, *skb[8];
};

static void tx_intr_handler(struct fifo *f) {
  unsigned long flags = 0;

  if (!spin_trylock_irqsave(&f->tx_lock, flags))
    return;
  while (f->get != f->put) {
    if (!f->skb[f->get]) {
#ifndef BROKEN
      spin_unlock_irqrestore(&f->tx_lock, flags);
#endif
      return; /* expect: lock-leak */
    }
    f->skb[f->get++] = 0;
  }
  spin_unlock_irqrestore(&f->tx_lock, flags);
}

static irqreturn_t isr(int irq, void *dev) {
  tx_intr_handler(dev);
  return IRQ_HANDLED;
}

int probe(struct fifo *f) { return request_irq(5, isr, 0, "s2io", f); }
