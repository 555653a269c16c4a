// RUN: %idiom %s
// The device's mutex is taken before a channel's; a function that has the channel
// releases it before it takes the device.
// Seen in freebsd10: sys/dev/sound/pcm/dsp.c, getchns() and dsp_close().
// Broken: it does not release the channel.
#include "freebsd.h"

struct pcm_channel {
  struct mtx lock;
  int busy;
};
struct snddev_info {
  struct mtx lock;
  struct pcm_channel *rdch;
};
#define PCM_LOCK(d) mtx_lock(&(d)->lock)
#define PCM_UNLOCK(d) mtx_unlock(&(d)->lock)
#define CHN_LOCK(c) mtx_lock(&(c)->lock)
#define CHN_UNLOCK(c) mtx_unlock(&(c)->lock)

static struct pcm_channel *getchns(struct snddev_info *d) {
  struct pcm_channel *c;

  PCM_LOCK(d);
  c = d->rdch;
  if (c != NULL)
    CHN_LOCK(c); /* expect: lock-order */
  PCM_UNLOCK(d);
  return (c);
}

void dsp_start(struct snddev_info *d) {
  struct pcm_channel *c = getchns(d);

  if (c != NULL) {
    c->busy = 1;
    CHN_UNLOCK(c);
  }
}

void dsp_close(struct snddev_info *d, struct pcm_channel *c) {
  CHN_LOCK(c);
  c->busy = 0;
#ifndef BROKEN
  CHN_UNLOCK(c);
#endif
  PCM_LOCK(d);
  d->rdch = NULL;
  PCM_UNLOCK(d);
#ifdef BROKEN
  CHN_UNLOCK(c);
#endif
}
