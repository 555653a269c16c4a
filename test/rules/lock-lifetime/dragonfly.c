// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

struct sc { struct lock lk; int open; };

int uninit_bad(struct sc *sc) {
  lockmgr(&sc->lk, LK_SHARED);
  if (sc->open) {
    lockmgr(&sc->lk, LK_RELEASE);
    return 16;
  }
  lockuninit(&sc->lk); // expect: lock-lifetime
  return 0;
}

// The last user has it alone; nobody waits.
void uninit_owned(struct sc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  lockuninit(&sc->lk);
}

int uninit_good(struct sc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  if (sc->open) {
    lockmgr(&sc->lk, LK_RELEASE);
    return 16;
  }
  lockmgr(&sc->lk, LK_RELEASE);
  lockuninit(&sc->lk);
  return 0;
}

static void destroy(struct sc *sc) { lockuninit(&sc->lk); }

void shared_bad(struct sc *sc) {
  lockmgr(&sc->lk, LK_SHARED);
  destroy(sc); // expect: lock-lifetime
}
