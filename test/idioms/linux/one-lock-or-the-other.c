// RUN: %idiom %s
// A setting of each stream says which of two locks it uses; linked streams are locked
// one after the other and are alike in that.
// Seen in linux: sound/core/pcm_native.c, snd_pcm_stream_lock() and snd_pcm_action_group().
// Broken: both locks of one stream.
#include "linux.h"

struct stream {
  struct stream *linked;
  int nonatomic, running;
  struct mutex group_mutex;
  spinlock_t group_lock;
};

unsigned long stream_lock(struct stream *s) {
  unsigned long flags = 0;

  if (s->nonatomic)
    mutex_lock(&s->group_mutex);
  else
    spin_lock_irqsave(&s->group_lock, flags);
  return flags;
}

void stream_unlock(struct stream *s, unsigned long flags) {
  if (s->nonatomic)
    mutex_unlock(&s->group_mutex);
  else
    spin_unlock_irqrestore(&s->group_lock, flags);
}

static void start_linked(struct stream *s) {
  unsigned long flags = stream_lock(s);

  s->running = 1;
  stream_unlock(s, flags);
}

void start(struct stream *s) {
  unsigned long flags = stream_lock(s);

  s->running = 1;
  if (s->linked)
    start_linked(s->linked);
  stream_unlock(s, flags);
}

void pause(struct stream *s) {
  spin_lock(&s->group_lock);
#ifdef BROKEN
  mutex_lock(&s->group_mutex); /* expect: sleep-under-lock */
  s->running = 0;
  mutex_unlock(&s->group_mutex);
#else
  s->running = 0;
#endif
  spin_unlock(&s->group_lock);
}
