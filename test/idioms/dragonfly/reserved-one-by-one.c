// RUN: %idiom %s
// A loop collects the locks of a list: where one is not to be had, it gives all
// back, waits for that one and goes on. One that is busy is given up again.
// Seen in dragonfly: sys/dev/drm/ttm/ttm_execbuf_util.c,
// ttm_eu_reserve_buffers().
// Broken: another loop has a way that keeps what it takes.
#include "dragonfly.h"

struct buffer {
  struct buffer *next;
  struct lock lock;
  int writers;
};

struct client {
  struct client *next;
  struct lock lock;
  int writers;
  int broken;
};

static void back_off(struct buffer *list, struct buffer *upto) {
  struct buffer *b;
  for (b = list; b != upto; b = b->next)
    lockmgr(&b->lock, LK_RELEASE);
}

int reserve_all(struct buffer *list, int interruptible) {
  struct buffer *b;
  for (b = list; b != NULL; b = b->next) {
    if (lockmgr(&b->lock, LK_EXCLUSIVE | LK_NOWAIT) == 0) {
      if (b->writers == 0)
        continue;
      lockmgr(&b->lock, LK_RELEASE);
    }
    back_off(list, b);
    if (interruptible) {
      if (lockmgr(&b->lock, LK_EXCLUSIVE | LK_PCATCH) != 0)
        return (4);
    } else {
      lockmgr(&b->lock, LK_EXCLUSIVE);
    }
  }
  return (0);
}

void count_writers(struct client *list, int *count) {
  struct client *c;
  for (c = list; c != NULL; c = c->next) {
    lockmgr(&c->lock, LK_EXCLUSIVE); /* expect: lock-leak */
#ifdef BROKEN
    if (c->broken)
      continue;
#endif
    *count += c->writers;
    lockmgr(&c->lock, LK_RELEASE);
  }
}
