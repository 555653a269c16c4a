// RUN: %idiom %s
// The mutex is an object of its own, made with a level that makes it a spin mutex; the
// softc has a pointer to it.
// Seen in netbsd: sys/dev/pci/if_wm.c, wm_attach() and wm_alloc_txrx_queues().
// Broken: an allocation that may sleep is made under it.
#include "netbsd.h"

struct wm {
  kmutex_t *sc_core_lock;
  void *sc_buf;
};

void wm_attach(struct wm *sc) {
  sc->sc_core_lock = mutex_obj_alloc(MUTEX_DEFAULT, IPL_VM);
  sc->sc_buf = kmem_alloc(2048, KM_SLEEP);
}

int wm_init(struct wm *sc) {
  mutex_enter(sc->sc_core_lock);
#ifdef BROKEN
  sc->sc_buf = kmem_alloc(2048, KM_SLEEP); /* expect: sleeping-alloc-under-lock */
#else
  sc->sc_buf = kmem_alloc(2048, KM_NOSLEEP);
#endif
  mutex_exit(sc->sc_core_lock);
  return sc->sc_buf == NULL ? 12 : 0;
}
