// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

struct cdevsw {
  int (*d_open)(void);
  int (*d_close)(int dev, int flag, int fmt, struct lwp *l);
};
struct demo {
  callout_t watch;
  int busy, draining, users;
} softc;

static int
intr(void *arg) {
  struct demo *sc = arg;

  sc->busy = 0;
  wakeup(&sc->busy);
  wakeup(&sc->draining);
  return (1);
}

static void watch(void *arg) {
  struct demo *sc = arg;

  sc->draining = 0;
  wakeup(&sc->draining);
}

void attach(struct demo *sc, void *pc) {
  pci_intr_establish(pc, 0, IPL_VM, intr, sc);
  callout_reset(&sc->watch, 100, watch, sc);
}

static int close_bad(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.busy)
    tsleep(&softc.busy, 0, "busy", 0); // expect: unkillable-wait
  return (0);
}

// No signal comes to a process that exits.
static int close_signal_bad(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.busy)
    if (tsleep(&softc.busy, PCATCH, "busy", 0)) // expect: unkillable-wait
      break;
  return (0);
}

// A lock made by hand: whoever has it gives it back.
static int close_locks(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.users & 4)
    if (tsleep(&softc.users, PCATCH, "lock", 0))
      return (4);
  softc.users |= 4;
  return (0);
}

// Time ends it, and the handler of a callout.
static int close_ends(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.busy)
    if (tsleep(&softc.busy, 0, "busy", 100))
      break;
  while (softc.draining)
    tsleep(&softc.draining, 0, "drain", 0);
  return (0);
}

static int open(void) {
  softc.users = 0;
  wakeup(&softc.users);
  return (0);
}

// Who opens the device wakes it.
static int close_users(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.users)
    tsleep(&softc.users, 0, "users", 0);
  return (0);
}

static struct cdevsw devs[] = {{0, close_bad}, {0, close_locks}, {0, close_signal_bad}, {open, close_ends}, {0, close_users}};
