// Threads that share a softc; one does not take the mutex. They give up the kernel lock with which
// they begin.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
struct dev { struct mutex mtx; int count, named; };
static void one(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_enter(&d->mtx); d->count++; d->named++; mtx_leave(&d->mtx); KERNEL_LOCK(); }
static void two(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_enter(&d->mtx); d->count--; d->named--; mtx_leave(&d->mtx); KERNEL_LOCK(); }
static void three(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_enter(&d->mtx); if (d->count && d->named) d->count = 2; mtx_leave(&d->mtx); KERNEL_LOCK(); }
static void four(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_enter(&d->mtx); d->count += 3; d->named = 0; mtx_leave(&d->mtx); KERNEL_LOCK(); }
static void five(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_enter(&d->mtx); d->named++; mtx_leave(&d->mtx); d->count = 0; KERNEL_LOCK(); } // expect: unguarded-access
// So long as nobody else has it.
static void six(void *arg) { struct dev *d = arg; KERNEL_UNLOCK(); mtx_init(&d->mtx, IPL_NONE); d->named = 1; KERNEL_LOCK(); }
void start(struct dev *d) {
  kthread_create(one, d, 0, "1");
  kthread_create(two, d, 0, "2");
  kthread_create(three, d, 0, "3");
  kthread_create(four, d, 0, "4");
  kthread_create(five, d, 0, "5");
  kthread_create(six, d, 0, "6");
}

// Who has the kernel lock meets nobody else who has it. Seen in openbsd: dev/pci/qle.c, qle_do_update().
struct scsi_link { void *bus_softc; };
struct scsi_xfer { struct scsi_link *sc_link; };
struct scsi_adapter { void (*scsi_cmd)(struct scsi_xfer *); int (*dev_probe)(struct scsi_link *); };
struct hba { struct mutex mtx; int targets; };
static void scan(void *arg) { struct hba *h = arg; mtx_enter(&h->mtx); h->targets++; mtx_leave(&h->mtx); }
static void update(void *arg) { struct hba *h = arg; mtx_enter(&h->mtx); h->targets--; mtx_leave(&h->mtx); h->targets = 0; }
static void tick(void *arg) { struct hba *h = arg; mtx_enter(&h->mtx); h->targets |= 4; mtx_leave(&h->mtx); }
static void hba_cmd(struct scsi_xfer *xs) { struct hba *h = xs->sc_link->bus_softc; mtx_enter(&h->mtx); if (h->targets) h->targets = 7; mtx_leave(&h->mtx); }
static int hba_probe(struct scsi_link *link) { struct hba *h = link->bus_softc; int n; mtx_enter(&h->mtx); n = h->targets; mtx_leave(&h->mtx); return n; }
const struct scsi_adapter hba_switch = { hba_cmd, hba_probe };
void hba_start(struct hba *h, struct timeout *to, struct task *t) {
  kthread_create(scan, h, 0, "scan");
  task_set(t, update, h);
  timeout_set(to, tick, h);
}
// But one that comes without it does. Seen in openbsd: dev/usb/dwc2/dwc2_hcd.c.
struct dwc { struct mutex mtx; int targets; };
static void dwc_scan(void *arg) { struct dwc *h = arg; mtx_enter(&h->mtx); h->targets++; mtx_leave(&h->mtx); }
static void dwc_update(void *arg) { struct dwc *h = arg; mtx_enter(&h->mtx); h->targets--; mtx_leave(&h->mtx); h->targets = 0; } // expect: unguarded-access
static void dwc_tick(void *arg) { struct dwc *h = arg; mtx_enter(&h->mtx); h->targets |= 4; mtx_leave(&h->mtx); }
static void dwc_intr(void *arg) { struct dwc *h = arg; mtx_enter(&h->mtx); if (h->targets) h->targets = 7; mtx_leave(&h->mtx); }
void dwc_start(struct dwc *h, struct timeout *to, struct task *t) {
  kthread_create(dwc_scan, h, 0, "scan");
  task_set(t, dwc_update, h);
  timeout_set(to, dwc_tick, h);
  softintr_establish_mpsafe(IPL_NONE, dwc_intr, h);
}
