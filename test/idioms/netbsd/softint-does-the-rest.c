// RUN: %idiom %s
// A soft interrupt takes adaptive mutexes and allocates, without sleeping for it.
// Seen in netbsd: sys/dev/audio.c, audio_softintr_rd() and audioattach().
// Broken: the allocation may sleep.
#include "netbsd.h"

struct audio {
  kmutex_t *sc_lock;
  kcondvar_t sc_rchan;
  void *sc_sih_rd, *sc_ev;
};

static void audio_softintr_rd(void *cookie) {
  struct audio *sc = cookie;

  mutex_enter(sc->sc_lock);
  cv_broadcast(&sc->sc_rchan);
#ifdef BROKEN
  sc->sc_ev = kmem_alloc(32, KM_SLEEP); /* expect: sleep-in-interrupt, sleeping-alloc-under-lock */
#else
  sc->sc_ev = kmem_intr_alloc(32, KM_NOSLEEP);
#endif
  mutex_exit(sc->sc_lock);
}

void audioattach(struct audio *sc) {
  sc->sc_ev = kmem_alloc(32, KM_SLEEP);
  sc->sc_sih_rd = softint_establish(SOFTINT_NET, audio_softintr_rd, sc);
}
