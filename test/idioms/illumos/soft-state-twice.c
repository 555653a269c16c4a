// RUN: %idiom %s
// The soft state is looked up again by a callee with the same instance: it is the same
// object, so that the callee is called before its mutex is taken.
// Seen in illumos: usr/src/uts/common/io/ppm/ppm.c, ppm_manage_led() and ppm_ctlops().
// Broken: it is called after that.
#include "illumos.h"

struct unit {
  kmutex_t lock;
  int led, states;
};
void *ddi_get_soft_state(void *state, int item);
void *ppm_statep;
int ppm_inst;

static void ppm_manage_led(int action) {
  struct unit *unitp = ddi_get_soft_state(ppm_statep, ppm_inst);

  mutex_enter(&unitp->lock);
  unitp->led = action;
  mutex_exit(&unitp->lock);
}

int ppm_ctlops(int state) {
  struct unit *unitp = ddi_get_soft_state(ppm_statep, ppm_inst);

#ifndef BROKEN
  ppm_manage_led(1);
#endif
  mutex_enter(&unitp->lock);
#ifdef BROKEN
  ppm_manage_led(1); /* expect: recursive-lock */
#endif
  unitp->states = state;
  mutex_exit(&unitp->lock);
  return (DDI_SUCCESS);
}
