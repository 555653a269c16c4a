// RUN: %idiom %s
// Tries for the lock in an endless loop, with pauses in between; every `break` holds it
// and every `goto end` does not.
// Seen in netbsd: sys/dev/ppbus/ppbus_base.c, ppbus_request_bus().
// Broken: an owner is found after the lock was taken, and the same label is used.
#include "netbsd.h"

struct ppbus {
  kmutex_t sc_lock;
  void *ppbus_owner;
};

int ppbus_request_bus(struct ppbus *bus, void *dev, int wait) {
  int error;

  for (;;) {
    if (mutex_tryenter(&bus->sc_lock))
      break;
    if (wait) {
      error = kpause("ppbusreq", 1, 50, NULL);
      if (!error)
        continue;
      goto end;
    } else {
      error = 35;
      goto end;
    }
  }
  if (bus->ppbus_owner == NULL) {
    bus->ppbus_owner = dev;
    error = 0;
  } else {
    error = 16;
#ifdef BROKEN
    goto end;
#endif
  }
  mutex_exit(&bus->sc_lock);
end:
  return error; /* expect: lock-leak */
}
