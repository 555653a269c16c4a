// RUN: %idiom %s
// Drops its caller's lock for an allocation that sleeps and takes it again at once, so
// that all returns have it.
// Seen in netbsd: sys/dev/md.c, md_ioctl_kalloc() and mdioctl().
// Broken: without memory it returns before.
#include "netbsd.h"

struct md {
  kmutex_t sc_lock;
  long sc_addr;
  int sc_type;
};
extern void *kernel_map;

static int md_ioctl_kalloc(struct md *sc, vsize_t size) {
  long addr;

  mutex_exit(&sc->sc_lock);
  addr = uvm_km_alloc(kernel_map, size, 0, UVM_KMF_WIRED);
#ifdef BROKEN
  if (!addr)
    return 12; /* expect: lock-leak */
#endif
  mutex_enter(&sc->sc_lock);
  if (!addr)
    return 12;
  if (sc->sc_type != 0)
    return 22;
  sc->sc_addr = addr;
  return 0;
}

int mdioctl(struct md *sc, int cmd, vsize_t size) {
  int error = 22;

  mutex_enter(&sc->sc_lock);
  switch (cmd) {
  case 1:
    error = sc->sc_type;
    break;
  case 2:
    if (sc->sc_type != 0)
      break;
    error = md_ioctl_kalloc(sc, size);
    break;
  }
  mutex_exit(&sc->sc_lock);
  return error;
}
