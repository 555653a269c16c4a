// RUN: %idiom %s
// A function that takes a lock unless its caller owns it, called under another
// lock: those who come there own it.
// Seen in dragonfly: sys/dev/misc/gpio/gpio.c, gpio_map().
// Broken: another caller does not.
#include "dragonfly.h"

struct pins {
  int mapped;
};

static struct lock pins_lock, lamps_lock;

static void pins_map(struct pins *p) {
  int locked = 0;
  if (lockstatus(&pins_lock, curthread) != LK_EXCLUSIVE) {
    lockmgr(&pins_lock, LK_EXCLUSIVE);
    locked = 1;
  }
  p->mapped = 1;
  if (locked)
    lockmgr(&pins_lock, LK_RELEASE);
}

static void lamp_attach(struct pins *p) {
  lockmgr(&lamps_lock, LK_EXCLUSIVE);
  pins_map(p);
  lockmgr(&lamps_lock, LK_RELEASE);
}

void consumer_attach(struct pins *p) {
  lockmgr(&pins_lock, LK_EXCLUSIVE);
  lamp_attach(p); /* expect: lock-order */
  lockmgr(&pins_lock, LK_RELEASE);
}

#ifdef BROKEN
void consumer_probe(struct pins *p) { lamp_attach(p); }
#endif
