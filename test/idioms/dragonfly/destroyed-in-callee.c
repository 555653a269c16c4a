// RUN: %idiom %s
// The last user takes the lock, so that nobody is inside any more, and has a helper
// destroy it: then there is nothing left to release.
// Seen in dragonfly: sys/dev/sound/pcm/ac97.c, ac97_destroy(), with snd_mtxfree().
// Broken: nothing is destroyed when there are no methods.
#include "dragonfly.h"

struct codec {
  struct lock lk;
  int methods;
};

static void codec_free(struct codec *c) {
  lockuninit(&c->lk);
}

void codec_destroy(struct codec *c) {
  lockmgr(&c->lk, LK_EXCLUSIVE);
#ifdef BROKEN
  if (c->methods == 0)
    return; /* expect: lock-leak */
#endif
  c->methods = 0;
  codec_free(c);
}
