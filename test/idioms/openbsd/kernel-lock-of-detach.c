// RUN: %idiom %s
// Two locks in both orders, but the autoconfiguration and the task run under the kernel
// lock, and neither sleeps between its two: the part of the kernel that calls the detach
// routine, itself in the program, is no other caller.
// Seen in openbsd: sys/dev/onewire/owctr.c, owctr_detach().
// Broken: not the task takes them, but a system call that has no kernel lock.
#include "openbsd.h"

struct device;
struct cfattach {
  int (*ca_detach)(struct device *, int);
};
struct ow_softc {
  struct rwlock sc_lock;
  struct rwlock work_lock;
  struct task task;
  int value;
};

static int ow_detach(struct device *self, int flags) {
  struct ow_softc *sc = (struct ow_softc *)self;

  rw_enter_write(&sc->sc_lock);
  rw_enter_write(&sc->work_lock); /* expect: lock-order */
  sc->value = 0;
  rw_exit_write(&sc->work_lock);
  rw_exit_write(&sc->sc_lock);
  return (0);
}

const struct cfattach ow_ca = {ow_detach};

int config_detach(const struct cfattach *ca, struct device *dev, int flags) {
  return ((*ca->ca_detach)(dev, flags));
}

void ow_work(void *arg) {
  struct ow_softc *sc = arg;

  rw_enter_write(&sc->work_lock);
  rw_enter_write(&sc->sc_lock);
  sc->value++;
  rw_exit_write(&sc->sc_lock);
  rw_exit_write(&sc->work_lock);
}

#ifndef BROKEN
void ow_start(struct ow_softc *sc) { task_set(&sc->task, ow_work, sc); }
#endif
