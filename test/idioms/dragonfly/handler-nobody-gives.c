// RUN: %idiom %s
// A handler is registered from a field, if there is one, and nobody gives one.
// Seen in dragonfly: sys/dev/misc/ipmi/ipmi.c, ipmi_attach().
// Broken: one of the attachments does.
#include "dragonfly.h"

struct board {
  device_t dev;
  struct resource *irq;
  void *cookie;
  driver_intr_t *intr;
  int pending;
};

#ifdef BROKEN
static void board_intr(void *arg) {
  struct board *b = arg;
  b->pending = 1;
}

void board_attach_pci(struct board *b) { b->intr = board_intr; }
#endif

int board_attach(struct board *b) {
  int error = 0;
  if (b->irq != NULL && b->intr != NULL)
    error = bus_setup_intr(b->dev, b->irq, 0, /* expect: giant-handler */
                           b->intr, b, &b->cookie, NULL);
  return (error);
}
