// RUN: %idiom %s
// One macro opens a block, declares a local and may take Giant; its partner closes the
// block and releases what was taken.
// Seen in freebsd10: sys/dev/sound/pcm/sound.h, PCM_GIANT_ENTER() and PCM_GIANT_EXIT().
// Broken: it returns between the two.
#include "freebsd.h"
#define SD_F_MPSAFE 1

struct snddev_info {
  int flags, volume;
};
#define PCM_GIANT_ENTER(x) do {                               \
  int _pcm_giant = 0;                                         \
  if (!((x)->flags & SD_F_MPSAFE) && mtx_owned(&Giant) == 0)  \
    do {                                                      \
      mtx_lock(&Giant);                                       \
      _pcm_giant = 1;                                         \
    } while (0)
#define PCM_GIANT_EXIT(x)                                     \
  if (_pcm_giant == 1)                                        \
    mtx_unlock(&Giant);                                       \
} while (0)

int mixer_set(struct snddev_info *d, int volume) {
  PCM_GIANT_ENTER(d);
#ifdef BROKEN
  if (volume < 0)
    return (22); /* expect: lock-leak */
#endif
  if (volume >= 0)
    d->volume = volume;
  PCM_GIANT_EXIT(d);
  return (0);
}
