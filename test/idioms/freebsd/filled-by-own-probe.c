// RUN: %idiom %s
// The caller's pointer is cleared, then handed on to a function that does not
// concern locks and fills it in.
// Seen in freebsd7: sys/dev/atkbdc/atkbd.c, atkbd_attach_unit().
// Broken: the lock of what was found is given up twice.
#include "freebsd.h"

struct keyboard {
  struct mtx mtx;
  int active;
};
extern struct keyboard *keyboards[4];

static int find(int unit, struct keyboard **kbdp) {
  *kbdp = keyboards[unit];
  return (0);
}

int attach_unit(int unit, struct keyboard **kbdp) {
  *kbdp = 0;
  if (find(unit, kbdp))
    return (6);
  if (*kbdp == 0)
    return (22);
  mtx_lock(&(*kbdp)->mtx);
  (*kbdp)->active = 1;
  mtx_unlock(&(*kbdp)->mtx);
#ifdef BROKEN
  mtx_unlock(&(*kbdp)->mtx); /* expect: unlock-not-held */
#endif
  return (0);
}
