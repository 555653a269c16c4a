// RUN: %idiom %s
// The locks of a group are taken in one walk over it and released in another,
// which ends early where the first one did.
// Seen in Linux: sound/core/pcm_native.c, snd_pcm_action_group().
// Broken: the group's own lock is kept when an action fails.
#include "linux.h"

struct stream {
  struct stream *next;
  spinlock_t lock;
  int state;
};
struct group {
  struct stream *first;
  spinlock_t lock;
};
struct ops {
  int (*prepare)(struct stream *);
};
static struct mutex group_mutex;

static int group_action(struct group *g, struct stream *own,
                        const struct ops *ops) {
  struct stream *s, *t;
  int res = 0;

  for (s = g->first; s; s = s->next) {
    if (s != own)
      spin_lock(&s->lock);
    res = ops->prepare(s);
    if (res < 0)
      goto unlock;
  }
unlock:
  for (t = g->first; t; t = t->next) {
    if (t != own)
      spin_unlock(&t->lock);
    if (t == s)
      break;
  }
  return res;
}

int group_start(struct group *g, struct stream *own, const struct ops *ops) {
  int res;

  spin_lock(&g->lock);
  res = group_action(g, own, ops);
#ifdef BROKEN
  if (res < 0)
    return res; /* expect: lock-leak */
#endif
  spin_unlock(&g->lock);
  mutex_lock(&group_mutex);
  own->state = res;
  mutex_unlock(&group_mutex);
  return res;
}
