// RUN: %idiom %s
// The search of a list returns 0 and, through a parameter, an object that it locked; the
// caller's variable is NULL before, and tells afterwards.
// Seen in freebsd: sys/dev/sound/pcm/sound.c, pcm_chnalloc(), and sys/dev/sound/pcm/dsp.c,
// dsp_open().
// Broken: the caller forgets the object when it is busy.
#include "freebsd.h"

struct channel {
  struct mtx lock;
  struct channel *next;
  int unit, busy;
};
struct info { struct channel *head; };

static int chnalloc(struct info *d, struct channel **ch, int unit) {
  struct channel *c;

  *ch = NULL;
  for (c = d->head; c != NULL; c = c->next) {
    mtx_lock(&c->lock);
    if (c->unit == unit) {
      *ch = c;
      return (0);
    }
    mtx_unlock(&c->lock);
  }
  return (16);
}

int dsp_open(struct info *d, int unit) {
  struct channel *rdch = NULL;
  int error;

  error = chnalloc(d, &rdch, unit);
  if (rdch != NULL) {
#ifdef BROKEN
    if (rdch->busy)
      return (16); /* expect: lock-leak */
#endif
    rdch->busy = 1;
    mtx_unlock(&rdch->lock);
  }
  return (error);
}
