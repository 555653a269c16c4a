// An interrupt is high-level where the code has asked and knows.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

static uint_t asked(caddr_t arg) {
  struct softc *sc = (struct softc *)arg;
  mutex_enter(&sc->mtx); // expect: high-level-mutex
  mutex_exit(&sc->mtx);
  return DDI_INTR_CLAIMED;
}

int attach(struct softc *sc) {
  mutex_init(&sc->mtx, NULL, MUTEX_DRIVER, NULL);
  if (ddi_intr_hilevel(sc->dip, 0))
    return ddi_add_intr(sc->dip, 0, &sc->iblock, 0, asked, (caddr_t)sc);
  return DDI_SUCCESS;
}

static uint_t compared(caddr_t arg1, caddr_t arg2) {
  struct softc *sc = (struct softc *)arg1;
  mutex_enter(&sc->other); // expect: high-level-mutex
  mutex_exit(&sc->other);
  return DDI_INTR_CLAIMED;
}

int attach_new(struct softc *sc) {
  uint_t pri;
  mutex_init(&sc->other, NULL, MUTEX_DRIVER, NULL);
  if (ddi_intr_get_pri(sc->intr, &pri) != DDI_SUCCESS)
    return -1;
  if (pri >= ddi_intr_get_hilevel_pri())
    return ddi_intr_add_handler(sc->intr, compared, sc, 0);
  return DDI_SUCCESS;
}
