// RUN: %check-expect --arg=--level=advice %s -- %kernel-dragonfly
#include "dragonfly.h"

struct dev_ops {
  int (*d_open)(void);
  int (*d_close)(void *args);
};
struct demo {
  struct callout watch;
  int busy, draining, users;
  void *owner;
} softc;

static void
intr(void *arg) {
  struct demo *sc = arg;

  sc->busy = 0;
  wakeup(&sc->busy);
  wakeup(&sc->draining);
  
}

static void watch(void *arg) {
  struct demo *sc = arg;

  sc->draining = 0;
  wakeup(&sc->draining);
}

void attach(struct demo *sc, device_t dev, struct resource *irq, void **ih) {
  bus_setup_intr(dev, irq, INTR_MPSAFE, intr, sc, ih, 0);
  callout_reset(&sc->watch, 100, watch, sc);
}

static int close_bad(void *args) {
  while (softc.busy)
    tsleep(&softc.busy, 0, "busy", 0); // expect: unkillable-wait
  return (0);
}

// No signal comes to a process that exits.
static int close_signal_bad(void *args) {
  while (softc.busy)
    if (tsleep(&softc.busy, PCATCH, "busy", 0)) // expect: unkillable-wait
      break;
  return (0);
}

// A lock made by hand: whoever owns it gives it back.
static int close_locks(void *args) {
  for (;;) {
    if (softc.owner) {
      if (tsleep(&softc.owner, PCATCH, "lock", 0))
        return (4);
    } else {
      softc.owner = args;
      return (0);
    }
  }
}

// Time ends it, and the handler of a callout.
static int close_ends(void *args) {
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
static int close_users(void *args) {
  while (softc.users)
    tsleep(&softc.users, 0, "users", 0);
  return (0);
}

static struct dev_ops devs[] = {{0, close_bad}, {0, close_locks}, {0, close_signal_bad}, {open, close_ends}, {0, close_users}};
