// RUN: %idiom %s
// A try answers by three numbers: it failed, it succeeded, the lock is held already.
// Seen in dragonfly: sys/dev/drm/include/linux/mutex.h, mutex_trylock_recursive();
// sys/dev/drm/i915/i915_gem_shrinker.c, i915_gem_shrinker_lock().
// Broken: one way on keeps the lock that was taken.
#include "dragonfly.h"

enum answer { FAILED, TAKEN, OWNED };

static enum answer try_unless_owned(struct lock *lk) {
  if (lockowned(lk))
    return OWNED;
  if (lockmgr_try(lk, LK_EXCLUSIVE))
    return TAKEN;
  return FAILED;
}

int shrink(struct softc *sc) {
  int unlock = 0;

  switch (try_unless_owned(&sc->lk)) {
  case FAILED:
    return 0;
  case TAKEN:
    unlock = 1;
    break;
  case OWNED:
    break;
  }
  sc->ready = 0;
#ifdef BROKEN
  if (sc->cookie == NULL)
    return 0; /* expect: lock-leak */
#endif
  if (unlock)
    lockmgr(&sc->lk, LK_RELEASE);
  return 1;
}

int shrink_all(struct softc *sc) {
  int n;

  lockmgr(&sc->lk, LK_EXCLUSIVE);
  n = shrink(sc);
  lockmgr(&sc->lk, LK_RELEASE);
  return n;
}
