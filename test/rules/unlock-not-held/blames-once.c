// A function that releases what it has not taken on one of its ways is told of there; who calls it
// without the lock is right. Seen in openbsd: sys/dev/ic/aac.c, aac_init() and aac_alloc_commands().
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
struct soft { struct rwlock lock; int n; };
int is_full(void);

static int more(struct soft *sc) {
  if (is_full())
    goto out;
  rw_enter_write(&sc->lock);
  sc->n++;
  rw_exit_write(&sc->lock);
  return 0;
out:
  rw_exit_write(&sc->lock); // expect: unlock-not-held
  return 12;
}

int start(struct soft *sc) {
  rw_enter_write(&sc->lock);
  sc->n = 0;
  rw_exit_write(&sc->lock);
  return more(sc);
}

// One that needs it on all ways is right itself.
static void needs(struct soft *sc) {
  sc->n = 1;
  rw_exit_write(&sc->lock);
}
void ends(struct soft *sc) {
  rw_enter_write(&sc->lock);
  rw_exit_write(&sc->lock);
  needs(sc); // expect: unlock-not-held
}
