// RUN: %locktidy check --level=advice --rules=lock-order %s -- %kernel-linux 2>&1 | FileCheck %s
// A callee gives up a lock behind a pointer, which may be one that is held here, and may be the
// caller's: at the caller, which has it by that name, it is given up.
// CHECK: 0 findings
#include "linux.h"
struct dev { struct mutex lock; };
struct sc {
  struct rw_semaphore sem;
  rwlock_t *lockp;
  struct dev *dev;
  struct mutex ch;
};
static void drop(struct sc *sc) {
  write_unlock(sc->lockp);
  down_write(&sc->sem);
  while (!mutex_trylock(&sc->ch)) {
    up_write(&sc->sem);
    down_write(&sc->sem);
  }
  mutex_unlock(&sc->ch);
  up_write(&sc->sem);
  write_lock(sc->lockp);
}
static void tries(struct sc *sc) {
  if (!mutex_trylock(&sc->dev->lock))
    return;
  drop(sc);
  mutex_unlock(&sc->dev->lock);
}
void enter(struct sc *sc) {
  write_lock(sc->lockp);
  tries(sc);
  write_unlock(sc->lockp);
}
void other_way(struct sc *sc) {
  down_write(&sc->sem);
  write_lock(sc->lockp);
  write_unlock(sc->lockp);
  up_write(&sc->sem);
}
