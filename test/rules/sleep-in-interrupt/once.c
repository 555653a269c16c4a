// RUN: %check-expect %s -- %kernel-linux
//
// What a flag says was done at probe is not done again; a flag that says that it failed,
// and one that is taken back while the device runs, say nothing of the kind.
#include "linux.h"

struct pci_driver {
  int (*probe)(void *dev, const void *id);
};
struct chip {
  int made, failed, on;
  void *ring, *code, *power;
};

static int make(struct chip *c) {
  if (c->made)
    return 0;
  c->ring = kmalloc(64, GFP_KERNEL);
  if (!c->ring)
    return -1;
  c->made = 1;
  return 0;
}

static int load(struct chip *c) {
  if (c->failed)
    return -1;
  c->code = kmalloc(64, GFP_KERNEL); // expect: sleep-in-interrupt
  if (!c->code) {
    c->failed = 1;
    return -1;
  }
  return 0;
}

static void turn_on(struct chip *c) {
  if (c->on)
    return;
  c->power = kmalloc(64, GFP_KERNEL); // expect: sleep-in-interrupt
  c->on = 1;
}

static void turn_off(struct chip *c) {
  might_sleep(); // expect: sleep-in-interrupt
  c->on = 0;
}

static irqreturn_t isr(int irq, void *dev) {
  make(dev);
  load(dev);
  turn_off(dev);
  turn_on(dev);
  return IRQ_HANDLED;
}

static int probe(void *dev, const void *id) {
  make(dev);
  load(dev);
  turn_on(dev);
  return request_irq(5, isr, 0, "chip", dev);
}

static struct pci_driver driver = {.probe = probe};
