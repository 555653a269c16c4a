// RUN: %idiom %s
// Two functions and their caller ask for the softc of one device, each on its own.
// Seen in freebsd10: sys/dev/ppbus/ppi.c, ppiopen(), with ppb_lock() and ppb_unlock().
// Broken: an error is returned with the mutex.
#include "freebsd.h"
void *device_get_softc(device_t dev);
device_t device_get_parent(device_t dev);
#define DEVTOSOFTC(dev) ((struct ppb_data *)device_get_softc(dev))

struct ppb_data {
  struct mtx ppc_lock;
  int mode;
};

void ppb_lock(device_t bus) { mtx_lock(&DEVTOSOFTC(bus)->ppc_lock); }
void ppb_unlock(device_t bus) { mtx_unlock(&DEVTOSOFTC(bus)->ppc_lock); }

int ppb_set_mode(device_t bus, int mode) {
  struct ppb_data *ppb = DEVTOSOFTC(bus);
  int old;

  mtx_assert(&ppb->ppc_lock, MA_OWNED);
  old = ppb->mode;
  ppb->mode = mode;
  return (old);
}

int ppiopen(device_t dev) {
  device_t ppbus = device_get_parent(dev);
  int mode;

  ppb_lock(ppbus);
  mode = ppb_set_mode(ppbus, 1);
#ifdef BROKEN
  if (mode == 3)
    return (6); /* expect: lock-leak */
#endif
  ppb_unlock(ppbus);
  return (0);
}
