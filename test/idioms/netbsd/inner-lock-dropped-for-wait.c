// RUN: %idiom %s
// Two locks are held by contract; the inner one, a spin mutex, is dropped around a wait
// that releases the outer one.
// Seen in netbsd: sys/dev/audio.c, audio_drain().
// Broken: the inner one is not dropped.
#include "netbsd.h"

struct audio {
  kmutex_t *sc_lock, *sc_intr_lock;
  kmutex_t intr_lock;
  kcondvar_t sc_wchan;
  int drops, sc_dying;
};

void audio_attach(struct audio *sc) { mutex_init(&sc->intr_lock, MUTEX_DEFAULT, IPL_SCHED); }

static int audio_waitio(struct audio *sc, kcondvar_t *chan) {
  KASSERT(mutex_owned(sc->sc_lock));
  return cv_wait_sig(chan, sc->sc_lock);
}

int audio_drain(struct audio *sc) {
  int drops, error = 0;

  KASSERT(mutex_owned(sc->sc_lock));
  KASSERT(mutex_owned(&sc->intr_lock));
  drops = sc->drops;
  while (sc->drops == drops && !error) {
#ifndef BROKEN
    mutex_exit(&sc->intr_lock);
#endif
    error = audio_waitio(sc, &sc->sc_wchan); /* expect: sleep-under-lock */
#ifndef BROKEN
    mutex_enter(&sc->intr_lock);
#endif
    if (sc->sc_dying)
      error = 5;
  }
  return error;
}
