// RUN: %idiom %s
// A reader waits with PDROP, looks at what woke it without any lock, and takes both
// locks anew; errors before and after the wait leave by different labels.
// Seen in freebsd10: sys/dev/sound/midi/midi.c, midi_read().
// Broken: an interrupted wait leaves by the label that releases.
#include "freebsd.h"
#define EWOULDBLOCK 35
#define EINTR 4

struct snd_midi {
  struct mtx lock, qlock;
  int rchan, busy, filled;
};

int midi_read(struct snd_midi *m, int nonblock) {
  int retval;

  mtx_lock(&m->lock);
  mtx_lock(&m->qlock);
  while (m->filled == 0) {
    retval = EWOULDBLOCK;
    if (nonblock)
      goto err1;
    mtx_unlock(&m->lock);
    m->rchan = 1;
    retval = msleep(&m->rchan, &m->qlock, PCATCH | PDROP, "midi RX", 0);
    if (retval == EINTR)
#ifdef BROKEN
      goto err1;
#else
      goto err0;
#endif
    if (retval)
      goto err0;
    mtx_lock(&m->lock);
    mtx_lock(&m->qlock);
    m->rchan = 0;
    if (!m->busy)
      goto err1;
  }
  m->filled--;
  retval = 0;
err1:
  mtx_unlock(&m->qlock); /* expect: unlock-not-held */
  mtx_unlock(&m->lock); /* expect: unlock-not-held */
err0:
  return (retval);
}
