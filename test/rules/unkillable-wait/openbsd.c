// RUN: %check-expect --arg=--level=advice %s -- %kernel-openbsd
#include "openbsd.h"

struct cdevsw {
  int (*d_open)(void);
  int (*d_close)(int dev, int flag, int fmt, struct proc *p);
};
struct demo {
  struct timeout watch;
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
  pci_intr_establish(pc, 0, 6, intr, sc, "demo");
  timeout_set(&sc->watch, watch, sc);
}

static int close_bad(int dev, int flag, int fmt, struct proc *p) {
  while (softc.busy)
    tsleep_nsec(&softc.busy, 0, "busy", INFSLP); // expect: unkillable-wait
  return (0);
}

// No signal comes to a process that exits.
static int close_signal_bad(int dev, int flag, int fmt, struct proc *p) {
  while (softc.busy)
    if (tsleep_nsec(&softc.busy, PCATCH, "busy", INFSLP)) // expect: unkillable-wait
      break;
  return (0);
}

// Time ends it, and the handler of a callout.
static int close_ends(int dev, int flag, int fmt, struct proc *p) {
  while (softc.busy)
    if (tsleep_nsec(&softc.busy, 0, "busy", 100))
      break;
  while (softc.draining)
    tsleep_nsec(&softc.draining, 0, "drain", INFSLP);
  return (0);
}

static int open(void) {
  softc.users = 0;
  wakeup(&softc.users);
  return (0);
}

// Who opens the device wakes it.
static int close_users(int dev, int flag, int fmt, struct proc *p) {
  while (softc.users)
    tsleep_nsec(&softc.users, 0, "users", INFSLP);
  return (0);
}

static struct cdevsw devs[] = {{0, close_bad}, {0, close_signal_bad}, {open, close_ends}, {0, close_users}};
