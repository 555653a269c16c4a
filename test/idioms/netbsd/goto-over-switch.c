// RUN: %idiom %s
// Enters, and leaves by one of several returns or by a switch whose cases either break
// or are never left.
// Seen in netbsd: sys/dev/audio.c, audio_enter() and audio_exit().
// Broken: a device that goes away is returned as an error with the lock held.
#include "netbsd.h"

struct audio {
  kmutex_t *sc_lock;
  kcondvar_t sc_lchan;
  int sc_dvlock, sc_dying;
};
struct audio *audio_lookup(int);
void panic(const char *, ...);

static int audio_enter(int dev, krw_t rw, struct audio **scp) {
  struct audio *sc = audio_lookup(dev);

  if (sc == NULL)
    return 6;
  mutex_enter(sc->sc_lock);
  switch (rw) {
  case RW_WRITER:
    while (__predict_false(sc->sc_dvlock != 0))
      cv_wait(&sc->sc_lchan, sc->sc_lock);
    sc->sc_dvlock = -1;
    break;
  case RW_READER:
    while (__predict_false(sc->sc_dvlock < 0))
      cv_wait(&sc->sc_lchan, sc->sc_lock);
    sc->sc_dvlock++;
    break;
  default:
    panic("audio_enter");
  }
  if (sc->sc_dying) {
#ifndef BROKEN
    mutex_exit(sc->sc_lock);
#endif
    return 5; /* expect: lock-leak */
  }
  *scp = sc;
  return 0;
}

int audio_flush(int dev) {
  struct audio *sc;
  int error;

  if ((error = audio_enter(dev, RW_WRITER, &sc)) != 0)
    return error;
  sc->sc_dvlock = 0;
  mutex_exit(sc->sc_lock);
  return 0;
}
