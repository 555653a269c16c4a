// RUN: %idiom %s
// The lock is used only where it was made: macros test the pointer before enter and
// exit, also under an if of the caller.
// Seen in netbsd: sys/dev/pci/if_wm.c, WM_CORE_LOCK() and wm_tick().
// Broken: an interface that stops keeps the lock.
#include "netbsd.h"

struct wm {
  kmutex_t *sc_core_lock;
  int sc_stopping, sc_ticks;
};
#define WM_CORE_LOCK(_sc) if ((_sc)->sc_core_lock) mutex_enter((_sc)->sc_core_lock)
#define WM_CORE_UNLOCK(_sc) if ((_sc)->sc_core_lock) mutex_exit((_sc)->sc_core_lock)
#define WM_CORE_LOCKED(_sc) (!(_sc)->sc_core_lock || mutex_owned((_sc)->sc_core_lock))

static void wm_tick_locked(struct wm *sc) {
  KASSERT(WM_CORE_LOCKED(sc));
  sc->sc_ticks++;
}

void wm_tick(struct wm *sc) {
  WM_CORE_LOCK(sc);
  if (sc->sc_stopping) {
#ifndef BROKEN
    WM_CORE_UNLOCK(sc);
#endif
    return; /* expect: lock-leak */
  }
  wm_tick_locked(sc);
  WM_CORE_UNLOCK(sc);
}
