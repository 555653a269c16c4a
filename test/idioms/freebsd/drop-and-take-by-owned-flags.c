// RUN: %idiom %s
// Two flags, made of what is held and of a flag of the device, decide whether one
// mutex is dropped and another taken, through macros with a condition inside.
// Seen in freebsd10: sys/dev/sound/pcm/mixer.c, mixer_set_softpcmvol().
// Broken: the mutex that was dropped is taken under the condition of the other.
#include "freebsd.h"
#define SD_F_MPSAFE 1

struct snddev_info {
  struct mtx *lock;
  int flags, volume;
};
struct snd_mixer {
  struct mtx *lock;
};
#define MIXER_SET_UNLOCK(x, y) do { \
  if ((y) != 0)                     \
    mtx_unlock((x)->lock);          \
} while (0)
#define MIXER_SET_LOCK(x, y) do {   \
  if ((y) != 0)                     \
    mtx_lock((x)->lock);            \
} while (0)

static int set_volume(struct snd_mixer *m, struct snddev_info *d, int volume) {
  int dropmtx, acquiremtx;

  if (mtx_owned(m->lock))
    dropmtx = 1;
  else
    dropmtx = 0;
  if (!(d->flags & SD_F_MPSAFE) || mtx_owned(d->lock) != 0)
    acquiremtx = 0;
  else
    acquiremtx = 1;
  MIXER_SET_UNLOCK(m, dropmtx);
  MIXER_SET_LOCK(d, acquiremtx);
  d->volume = volume;
  MIXER_SET_UNLOCK(d, acquiremtx);
#ifdef BROKEN
  MIXER_SET_LOCK(m, acquiremtx);
#else
  MIXER_SET_LOCK(m, dropmtx);
#endif
  return (0); /* expect: lock-leak */
}

int mixer_ioctl(struct snd_mixer *m, struct snddev_info *d, int volume) {
  int ret;

  mtx_lock(m->lock);
  ret = set_volume(m, d, volume);
  mtx_unlock(m->lock); /* expect: unlock-not-held */
  return (ret);
}
