// RUN: %idiom %s
// A function allocates unless a flag of the object says that it was done. The probe
// routine calls it before it asks for the interrupt, whose handler calls it again.
// Seen in linux: drivers/scsi/mvumi.c, mvumi_handshake().
// Broken: only the handler calls it.
#include "linux.h"
#define ALLOCATED 4

struct pci_driver {
  int (*probe)(void *dev, const void *id);
};

struct hba {
  spinlock_t lock;
  unsigned flags;
  void *ring;
};

static int init_data(struct hba *hba) {
  if (hba->flags & ALLOCATED)
    return 0;
  hba->ring = kmalloc(64, GFP_KERNEL); /* expect: sleep-in-interrupt */
  if (!hba->ring)
    return -1;
  hba->flags |= ALLOCATED;
  return 0;
}

static void handshake(struct hba *hba) { init_data(hba); }

static irqreturn_t isr(int irq, void *dev) {
  struct hba *hba = dev;

  spin_lock(&hba->lock);
  handshake(hba); /* expect: sleeping-alloc-under-lock */
  spin_unlock(&hba->lock);
  return IRQ_HANDLED;
}

static int start(struct hba *hba) {
#ifndef BROKEN
  handshake(hba);
#endif
  return request_irq(5, isr, 0, "mvumi", hba);
}

static int probe(void *dev, const void *id) { return start(dev); }

static struct pci_driver driver = {.probe = probe};
