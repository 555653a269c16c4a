// RUN: %idiom %s
// The handler is given an inner structure; the lock is in the one around it, which is
// found by the offset.
// Seen in netbsd: sys/dev/usb/ehci.c, ehci_softintr() and EHCI_BUS2SC().
// Broken: a callee finds the outer one in the same way and takes the lock again.
#include "netbsd.h"

struct bus { int polling; };
struct ehci {
  int pad;
  struct bus sc_bus;
  kmutex_t sc_lock;
};
#define BUS2SC(b) ((struct ehci *)((char *)(b) - __builtin_offsetof(struct ehci, sc_bus)))

static void ehci_reset(struct bus *bus) {
#ifdef BROKEN
  mutex_enter(&BUS2SC(bus)->sc_lock);
#endif
  bus->polling = 0;
#ifdef BROKEN
  mutex_exit(&BUS2SC(bus)->sc_lock);
#endif
}

void ehci_poll(struct bus *bus) {
  struct ehci *sc = BUS2SC(bus);

  mutex_enter(&sc->sc_lock);
  if (bus->polling)
    ehci_reset(bus); /* expect: recursive-lock */
  mutex_exit(&sc->sc_lock);
}
