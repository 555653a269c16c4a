// RUN: %idiom %s
// What a put routine calls takes and releases in each arm of the message's command.
// Seen in illumos: usr/src/uts/common/io/sad.c, sadwput() and apush_iocdata().
// Broken: one arm releases only, and the kernel calls with nothing held.
#include "illumos.h"

typedef struct msgb {
  unsigned char *b_rptr;
} mblk_t;
struct qinit {
  int (*qi_putp)(queue_t *, mblk_t *);
};

static void iocdata(struct softc *sc, mblk_t *mp) {
  switch (*mp->b_rptr) {
  case 1:
    mutex_enter(&sc->mtx);
    sc->ready = 1;
    mutex_exit(&sc->mtx);
    break;
  case 2:
#ifndef BROKEN
    mutex_enter(&sc->mtx);
#endif
    sc->ready = 0;
    mutex_exit(&sc->mtx);
    break;
  }
}

static int wput(queue_t *q, mblk_t *mp) {
  iocdata(*(struct softc **)q, mp); /* expect: unlock-not-held */
  return (0);
}

static struct qinit winit = {wput};
