// RUN: %idiom %s
// A bus is acquired with a mutex, or by polling where sleeping is not possible; both
// ways return with it held.
// Seen in netbsd: sys/dev/pci/coram.c, coram_iic_acquire_bus() and
// coram_iic_release_bus().
// Broken: a failed transfer does not release the bus.
#include "netbsd.h"

struct iic { kmutex_t cic_busmutex; };
void delay(unsigned);
int iic_xfer(struct iic *);

static int acquire_bus(struct iic *cic, int poll) {
  if (poll) {
    while (mutex_tryenter(&cic->cic_busmutex) == 0)
      delay(50);
    return 0;
  }
  mutex_enter(&cic->cic_busmutex);
  return 0;
}

static void release_bus(struct iic *cic) { mutex_exit(&cic->cic_busmutex); }

int iic_exec(struct iic *cic, int poll) {
  int error;

  if ((error = acquire_bus(cic, poll)) != 0)
    return error;
  if ((error = iic_xfer(cic)) != 0) {
#ifndef BROKEN
    release_bus(cic);
#endif
    return error; /* expect: lock-leak */
  }
  release_bus(cic);
  return 0;
}
