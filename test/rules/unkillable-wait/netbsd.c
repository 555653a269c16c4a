// RUN: %check-expect --arg=--level=advice %s -- %kernel-netbsd
#include "netbsd.h"

struct cdevsw {
  int (*d_open)(void);
  int (*d_close)(int dev, int flag, int fmt, struct lwp *l);
};
struct demo {
  callout_t watch;
  int busy, draining, users, flags;
  struct lwp *owner;
} softc;
void start(struct demo *);

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

// Set before the loop, the flag says what the device is to do: no lock.
static int close_starts_bad(int dev, int flag, int fmt, struct lwp *l) {
  softc.busy = 1;
  start(&softc);
  while (softc.busy)
    tsleep(&softc.busy, 0, "busy", 0); // expect: unkillable-wait
  return (0);
}

static int close_flags_bad(int dev, int flag, int fmt, struct lwp *l) {
  softc.flags |= 4;
  start(&softc);
  while (softc.flags & 4)
    if (tsleep(&softc.flags, PCATCH, "busy", 0)) // expect: unkillable-wait
      break;
  return (0);
}

// Another flag is set behind the loop.
static int close_other_bad(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.flags & 4)
    if (tsleep(&softc.flags, PCATCH, "busy", 0)) // expect: unkillable-wait
      return (4);
  softc.flags |= 8;
  return (0);
}

// The interrupt handler alone gives it back.
static int close_handed_bad(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.busy)
    tsleep(&softc.busy, 0, "busy", 0); // expect: unkillable-wait
  softc.busy = 1;
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

static int close_counts(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.users > 0)
    if (tsleep(&softc.users, PCATCH, "lock", 0))
      return (4);
  softc.users++;
  return (0);
}

static int close_equals(int dev, int flag, int fmt, struct lwp *l) {
  for (;;) {
    if (softc.users != 1)
      break;
    if (tsleep(&softc.users, PCATCH, "lock", 0))
      return (4);
  }
  softc.users = 1;
  return (0);
}

// The flag says that it is free.
static int close_takes(int dev, int flag, int fmt, struct lwp *l) {
  while (!(softc.users & 2))
    if (tsleep(&softc.users, PCATCH, "lock", 0))
      return (4);
  softc.users &= ~2;
  return (0);
}

static int close_owns(int dev, int flag, int fmt, struct lwp *l) {
  while (softc.owner)
    if (tsleep(&softc.owner, PCATCH, "lock", 0))
      return (4);
  softc.owner = l;
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

static struct cdevsw devs[] = {
    {0, close_bad},        {0, close_signal_bad}, {0, close_starts_bad},
    {0, close_flags_bad},  {0, close_other_bad},  {0, close_handed_bad},
    {0, close_locks},      {0, close_counts},     {0, close_equals},
    {0, close_takes},      {0, close_owns},       {open, close_ends},
    {0, close_users}};
