// RUN: %idiom %s
// Names two objects by out-parameters and locks those that exist and that a flag asks
// for: who has their names and the flag can tell.
// Seen in freebsd: sys/dev/sound/pcm/dsp.c, getchns().
// Broken: a busy channel is an error, and stays locked.
#include "freebsd.h"

#define PRIO_RD 1
#define PRIO_WR 2
struct channel {
  struct mtx lock;
  int busy;
};
struct cdevinfo { struct channel *rdch, *wrch; };
struct cdev {
  struct cdevinfo *info;
  int simplex;
};

void relchns(struct channel *, struct channel *, int);

static int getchns(struct cdev *dev, struct channel **rdch, struct channel **wrch, int prio) {
  if (dev->simplex && dev->info->rdch != NULL && dev->info->wrch != NULL)
    return (6);
  *rdch = dev->info->rdch;
  *wrch = dev->info->wrch;
  if (*rdch != NULL && (prio & PRIO_RD))
    mtx_lock(&(*rdch)->lock);
  if (*wrch != NULL && (prio & PRIO_WR))
    mtx_lock(&(*wrch)->lock);
#ifdef BROKEN
  if (*rdch != NULL && (*rdch)->busy)
    return (16); /* expect: lock-leak, lock-leak */
#endif
  return (0);
}

int dsp_ioctl(struct cdev *dev, int prio) {
  struct channel *rdch, *wrch;

  if (getchns(dev, &rdch, &wrch, prio))
    return (6);
  relchns(rdch, wrch, prio);
  return (0);
}
